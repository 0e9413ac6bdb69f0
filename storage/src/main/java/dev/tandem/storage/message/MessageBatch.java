package dev.tandem.storage.message;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Messages as the columns that one statement writes: an array each, all of one length, and the
/// keyed words of all messages in a row, with where each message's begin and end. Pure.
final class MessageBatch {
  private final List<SealedMessage> sealed;
  private final List<Long> words = new ArrayList<>();
  private final Integer[] wordsFrom;
  private final Integer[] wordsTo;

  /// Of each message its place among those of its conversation, from 1; how many of these came in
  /// up to it; and whether it is the last.
  private final Integer[] place;

  private final Integer[] inbound;
  private final Boolean[] last;

  MessageBatch(List<SealedMessage> sealed) {
    this.sealed = sealed;
    int size = sealed.size();
    wordsFrom = new Integer[size];
    wordsTo = new Integer[size];
    place = new Integer[size];
    inbound = new Integer[size];
    last = new Boolean[size];
    Map<UUID, Integer> before = new HashMap<>();
    for (int i = 0; i < size; i++) {
      SealedMessage it = sealed.get(i);
      wordsFrom[i] = words.size() + 1;
      words.addAll(it.words());
      wordsTo[i] = words.size();
      follow(i, before.put(it.message().conversationId(), i), it.message().direction());
    }
  }

  private void follow(int i, @Nullable Integer previous, Direction direction) {
    int in = direction == Direction.IN ? 1 : 0;
    last[i] = true;
    if (previous == null) {
      place[i] = 1;
      inbound[i] = in;
    } else {
      place[i] = place[previous] + 1;
      inbound[i] = inbound[previous] + in;
      last[previous] = false;
    }
  }

  /// The statement's parameters, `$1` to `$18`.
  Object[] parameters(UUID workspace, Instant now) {
    return new Object[] {
      workspace,
      ids(message -> Optional.of(message.id())),
      ids(message -> Optional.of(message.conversationId())),
      texts(message -> Optional.of(message.direction().name())),
      sealed.stream().map(SealedMessage::content).toArray(Buffer[]::new),
      texts(message -> Optional.of(message.state().name())),
      sealed.stream().map(it -> it.message().segments()).toArray(Integer[]::new),
      texts(message -> Optional.of(message.encoding().name())),
      ids(NewMessage::authorMemberId),
      ids(NewMessage::carrierAccountId),
      texts(NewMessage::providerId),
      wordsFrom,
      wordsTo,
      place,
      inbound,
      last,
      now,
      words.toArray(Long[]::new)
    };
  }

  private UUID[] ids(Function<NewMessage, Optional<UUID>> id) {
    return sealed.stream().map(it -> id.apply(it.message()).orElse(null)).toArray(UUID[]::new);
  }

  private String[] texts(Function<NewMessage, Optional<String>> text) {
    return sealed.stream().map(it -> text.apply(it.message()).orElse(null)).toArray(String[]::new);
  }
}
