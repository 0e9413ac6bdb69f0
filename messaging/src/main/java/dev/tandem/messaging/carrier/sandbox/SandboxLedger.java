package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the sandbox remembers: texts handed to it, and who asked for no more. In memory, bounded,
/// owned by the sandbox's event loop.
final class SandboxLedger {
  /// Our number and the person's: an opt-out is between the two.
  private record Pair(PhoneNumber ours, PhoneNumber theirs) {}

  /// Texts whose attachments are kept: at most 100 MiB.
  private static final int MAX_MEDIA = 20;

  private final int maxTexts;
  private final LinkedHashMap<String, SandboxText> texts = new LinkedHashMap<>();
  private final LinkedHashSet<String> withMedia = new LinkedHashSet<>();
  private final Set<Pair> optedOut = new HashSet<>();

  SandboxLedger(int maxTexts) {
    this.maxTexts = maxTexts;
  }

  void put(SandboxText text) {
    texts.put(text.sid(), text);
    if (texts.size() > maxTexts) {
      texts.pollFirstEntry();
    }
    if (!text.media().isEmpty() && withMedia.add(text.sid()) && withMedia.size() > MAX_MEDIA) {
      String oldest = withMedia.removeFirst();
      texts.computeIfPresent(
          oldest, (_, old) -> old.with(old.media().stream().map(SandboxMedia::forgotten).toList()));
    }
  }

  /// Drops an attachment's content.
  void forget(String mediaSid) {
    texts.replaceAll(
        (_, text) ->
            text.media().stream().noneMatch(one -> one.sid().equals(mediaSid))
                ? text
                : text.with(
                    text.media().stream()
                        .map(one -> one.sid().equals(mediaSid) ? one.forgotten() : one)
                        .toList()));
  }

  Optional<SandboxText> find(String sid) {
    return Optional.ofNullable(texts.get(sid));
  }

  /// Newest first.
  List<SandboxText> list(Predicate<SandboxText> wanted) {
    return new ArrayList<>(texts.sequencedValues().reversed().stream().filter(wanted).toList());
  }

  boolean optedOut(PhoneNumber ours, PhoneNumber theirs) {
    return optedOut.contains(new Pair(ours, theirs));
  }

  void optOut(PhoneNumber ours, PhoneNumber theirs) {
    if (optedOut.size() < maxTexts) {
      optedOut.add(new Pair(ours, theirs));
    }
  }

  void optIn(PhoneNumber ours, PhoneNumber theirs) {
    optedOut.remove(new Pair(ours, theirs));
  }
}
