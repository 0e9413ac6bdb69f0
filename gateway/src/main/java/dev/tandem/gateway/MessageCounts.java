package dev.tandem.gateway;

import dev.tandem.gateway.status.Metrics;
import dev.tandem.storage.Change;
import dev.tandem.storage.Changes;
import dev.tandem.storage.Storage;
import dev.tandem.storage.message.MessageState;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/// Counts texts by the states they took, from what was committed: a text that is accepted, sent and
/// delivered counts once in each.
final class MessageCounts {
  private MessageCounts() {}

  /// Counts in `metrics` until the result is closed.
  static Changes.Subscription start(Storage storage, Metrics metrics) {
    Consumer<String> counts =
        metrics.events(
            "tandem.messages",
            "Texts that took a state",
            "state",
            Arrays.stream(MessageState.values()).map(MessageCounts::word).toList());
    return storage
        .changes()
        .subscribe(
            change -> {
              if (change instanceof Change.MessageAdded added) {
                counts.accept(word(added.state()));
              } else if (change instanceof Change.MessageChanged changed) {
                counts.accept(word(changed.state()));
              }
            });
  }

  private static String word(MessageState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
