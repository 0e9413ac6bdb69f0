package dev.tandem.gateway.account;

import dev.tandem.storage.WorkspaceId;
import java.util.UUID;

/// Whether a member could take a call right now; the realtime edge knows.
@FunctionalInterface
public interface Presence {
  /// What others see beside a member's name.
  enum State {
    ONLINE,
    IN_CALL,
    OFFLINE;

    /// The word clients see.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How `memberId` is reachable.
  State of(WorkspaceId workspace, UUID memberId);
}
