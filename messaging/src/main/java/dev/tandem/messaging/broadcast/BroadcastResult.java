package dev.tandem.messaging.broadcast;

import dev.tandem.storage.broadcast.Broadcast;
import java.util.List;

/// What became of a wish about a broadcast.
public sealed interface BroadcastResult {
  /// It is so.
  record Done(Broadcast broadcast) implements BroadcastResult {}

  /// It cannot be made as it is.
  record Wrong(List<Outlook.Fault> faults) implements BroadcastResult {}

  /// As many as may be open are.
  record TooMany(String detail) implements BroadcastResult {}

  /// It is under way, and would have to be paused first.
  record UnderWay() implements BroadcastResult {}

  /// It is over.
  record Over() implements BroadcastResult {}

  /// There is no such broadcast.
  record Unknown() implements BroadcastResult {}
}
