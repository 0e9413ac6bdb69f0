package dev.tandem.storage.audit;

import java.time.Instant;

/// What a verifier found in a log.
public sealed interface AuditFinding {

  /// Every entry is as it was written, and the tree head that was given is a head of this log.
  record Intact(long size) implements AuditFinding {}

  /// Entry `number` is the first that is not as it was written.
  record Broken(Damage damage, long number) implements AuditFinding {}

  /// Every link of the chain fits, but the tree is not the one that was signed at `since`: who did
  /// it had the workspace's keys or went back to an older state and wrote on. The first entry that
  /// differs is one of `after + 1` to `size`.
  record Rewritten(long after, long size, Instant since) implements AuditFinding {}

  /// What was done to the first entry that is not as it was.
  enum Damage {
    EDITED,
    REMOVED,
    REORDERED,
    CUT_OFF,
    /// The entry is as it was written and nobody can open its detail: the key beside it was changed
    /// or removed.
    CLOSED
  }
}
