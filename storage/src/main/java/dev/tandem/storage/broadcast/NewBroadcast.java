package dev.tandem.storage.broadcast;

import dev.tandem.storage.seal.Personal;
import java.util.List;
import java.util.UUID;

/// A broadcast that is about to be kept, under the caller's id.
///
/// @param receivers in the order in which they are handed in, each number once
public record NewBroadcast(
    UUID id,
    UUID numberId,
    UUID authorMemberId,
    Personal<String> name,
    Personal<String> text,
    int perMinute,
    List<NewReceiver> receivers) {
  public NewBroadcast {
    receivers = List.copyOf(receivers);
  }

  /// @param to in E.164
  /// @param text what this one is told
  public record NewReceiver(Personal<String> to, Personal<String> text) {}
}
