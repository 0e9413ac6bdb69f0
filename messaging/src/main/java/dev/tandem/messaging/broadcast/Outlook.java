package dev.tandem.messaging.broadcast;

import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// What is known of a broadcast before it begins.
public sealed interface Outlook {
  /// It can begin.
  ///
  /// @param numberId what it is sent from
  /// @param receivers each once, with what each is told
  /// @param segments of all their texts
  /// @param twice numbers that were named again
  /// @param takes how long it takes at the chosen pace, or as fast as the number may send; nights
  ///   not counted
  /// @param unwelcome those who would be refused now, because they want no texts or may want none
  record Clear(
      UUID numberId,
      List<NewReceiver> receivers,
      int segments,
      int twice,
      int unwelcome,
      Duration takes)
      implements Outlook {}

  /// It cannot, for these reasons.
  record Wrong(List<Fault> faults) implements Outlook {}

  /// @param field `from`, `text` or `to[3]`
  /// @param detail what to do
  record Fault(String field, String detail) {}
}
