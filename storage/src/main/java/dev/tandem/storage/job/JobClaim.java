package dev.tandem.storage.job;

import dev.tandem.storage.WorkspaceId;
import java.util.UUID;

/// A job that this worker holds until its lease ends. `fence` grows with each claim; an older claim
/// completes nothing. `attempts` counts this claim too. `interrupted` says that whoever claimed it
/// before neither completed it nor gave it back: its process died, or its lease was too short.
/// Attempts that were put back with nothing tried do not count.
public record JobClaim(
    UUID id,
    WorkspaceId workspace,
    String kind,
    UUID subjectId,
    int attempts,
    long fence,
    boolean interrupted) {

  /// Whether the job was claimed before, whatever came of it.
  public boolean again() {
    return fence > 1;
  }
}
