package dev.tandem.storage.broadcast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Page;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import dev.tandem.storage.broadcast.Receiver.Progress;
import dev.tandem.storage.broadcast.Receiver.Refusal;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: it is known of each receiver how far they have come, of all together how many, and whose
/// turn is next. Method: one receiver for each way in which it can go, moved as the sending moves
/// them.
@ExtendWith(SharedStorage.class)
final class BroadcastKeepsCountTest {
  private static final String OURS = "+12025550123";

  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID number;
  private final Broadcasts broadcasts = new Broadcasts();
  private final Receivers receivers = new Receivers();
  private final Messages messages = new Messages();

  BroadcastKeepsCountTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Many");
    number = in(tx -> new Numbers().create(tx, OURS, "Main", Optional.empty())).orElseThrow().id();
  }

  private <T> T in(TenantWork<T> work) {
    return storage.inWorkspace(workspace, work);
  }

  private static String person(int place) {
    return "+1212555%04d".formatted(place);
  }

  private UUID broadcast(int people) {
    UUID id = Ids.next();
    List<NewReceiver> all =
        IntStream.range(0, people)
            .mapToObj(
                at -> new NewReceiver(Personal.of(person(at)), Personal.of("hi " + at + "\nyou")))
            .toList();
    return in(tx ->
            broadcasts.create(
                tx,
                new NewBroadcast(
                    id, number, Ids.next(), Personal.of("Name"), Personal.of("hi"), 30, all)))
        .id();
  }

  private UUID message(String to) {
    UUID id = Ids.next();
    return in(
        tx -> {
          UUID conversation = new Conversations().findOrCreate(tx, number, List.of(to));
          messages.append(
              tx,
              new NewMessage(
                  id,
                  conversation,
                  Direction.OUT,
                  Personal.of(OURS),
                  Personal.of(List.of(to)),
                  Personal.of("hi"),
                  MessageState.QUEUED,
                  1,
                  Encoding.GSM7,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
          return id;
        });
  }

  private boolean advance(UUID id, MessageState state, String code) {
    return in(
        tx ->
            messages.advance(
                tx,
                id,
                state,
                Optional.of(code).filter(it -> !it.isEmpty()),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void everyWayIsTold() {
    UUID id = broadcast(11);
    List<Receiver> all = in(tx -> receivers.page(tx, id, 0, 100)).items();
    assertEquals("hi 3\nyou", all.get(3).text().value());
    List<MessageState> ways =
        List.of(
            MessageState.QUEUED,
            MessageState.UNCONFIRMED,
            MessageState.SENT,
            MessageState.DELIVERED,
            MessageState.UNDELIVERED,
            MessageState.FAILED,
            MessageState.FAILED);
    for (int at = 0; at < ways.size(); at++) {
      Receiver receiver = all.get(at);
      UUID text = message(person(at));
      in(
          tx -> {
            receivers.handedIn(tx, receiver.id(), text);
            return true;
          });
      if (at > 0) {
        assertTrue(advance(text, ways.get(at), at == 6 ? "opted_out" : ""));
      }
    }
    Instant morning = Instant.now().plus(Duration.ofHours(8));
    in(
        tx -> {
          receivers.refused(tx, all.get(7).id(), Refusal.DOUBTFUL);
          receivers.atNight(tx, all.get(8).id(), morning);
          return true;
        });
    Map<Progress, Integer> expected =
        new EnumMap<>(
            Map.of(
                Progress.QUEUED, 1,
                Progress.UNCONFIRMED, 1,
                Progress.SENT, 1,
                Progress.DELIVERED, 1,
                Progress.FAILED, 2,
                Progress.REFUSED, 2,
                Progress.NIGHT, 1,
                Progress.WAITING, 2));
    assertEquals(expected, in(tx -> receivers.tally(tx, id)));
    Map<Progress, Integer> one = new EnumMap<>(Progress.class);
    in(tx -> receivers.page(tx, id, 0, 100))
        .items()
        .forEach(it -> one.merge(it.progress(), 1, Integer::sum));
    assertEquals(expected, one, "one by one as all together");
    assertEquals(1, in(tx -> receivers.queued(tx, id)).size());
    assertEquals(
        9,
        in(tx -> receivers.next(tx, id, Instant.now())).orElseThrow().place(),
        "not the sleeper");
    assertEquals(8, in(tx -> receivers.next(tx, id, morning.plusSeconds(1))).orElseThrow().place());
    int canceled = in(tx -> receivers.cancel(tx, id));
    assertEquals(3, canceled);
    assertEquals(Optional.empty(), in(tx -> receivers.next(tx, id, morning.plusSeconds(1))));
    assertEquals(Optional.empty(), in(tx -> receivers.morning(tx, id)));
  }

  @Test
  void pagesAreInOrderAndWhole() {
    UUID older = broadcast(5);
    UUID newer = broadcast(1);
    Page<Broadcast> first = in(tx -> broadcasts.page(tx, Optional.empty(), 1));
    assertEquals(List.of(newer), first.items().stream().map(Broadcast::id).toList());
    assertEquals(
        List.of(older),
        in(tx -> broadcasts.page(tx, first.nextCursor(), 1)).items().stream()
            .map(Broadcast::id)
            .toList());
    Page<Receiver> two = in(tx -> receivers.page(tx, older, 0, 2));
    assertEquals(Optional.of("2"), two.nextCursor());
    assertEquals(
        List.of(2, 3, 4),
        in(tx -> receivers.page(tx, older, 2, 100)).items().stream().map(Receiver::place).toList());
    assertEquals(2L, in(broadcasts::open));
    in(
        tx -> {
          broadcasts.rest(tx, older, State.DONE, Optional.empty());
          return true;
        });
    assertEquals(1L, in(broadcasts::open));
  }
}
