package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What the sandbox remembers: texts handed to it, and who asked for no more. In memory, bounded,
/// owned by the sandbox's event loop.
final class SandboxLedger {
  /// Our number and the person's: an opt-out is between the two.
  private record Pair(PhoneNumber ours, PhoneNumber theirs) {}

  private final int maxTexts;
  private final LinkedHashMap<String, SandboxText> texts = new LinkedHashMap<>();
  private final Set<Pair> optedOut = new HashSet<>();

  SandboxLedger(int maxTexts) {
    this.maxTexts = maxTexts;
  }

  void put(SandboxText text) {
    texts.put(text.sid(), text);
    if (texts.size() > maxTexts) {
      texts.pollFirstEntry();
    }
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
