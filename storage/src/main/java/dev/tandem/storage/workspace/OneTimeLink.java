package dev.tandem.storage.workspace;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A link that signs somebody in once. It names a member, or nobody yet: the first owner is made by
/// using it.
public record OneTimeLink(UUID id, Optional<UUID> memberId, Purpose purpose, Instant expiresAt) {
  /// What using the link does.
  public enum Purpose {
    /// Makes the workspace's first owner.
    MAKE_OWNER,
    /// Signs the member in; a member without a password chooses one.
    SIGN_IN
  }
}
