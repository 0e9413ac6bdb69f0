package dev.tandem.storage.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Which entries of a log are wanted: those that meet all that is given. `from` is included,
/// `until` is not.
public record AuditFilter(
    Optional<UUID> actorId,
    Optional<AuditAction> action,
    Optional<Instant> from,
    Optional<Instant> until) {
  /// Every entry.
  public static final AuditFilter ALL =
      new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
