package dev.tandem.storage;

import dev.tandem.storage.Directory.Kind;
import dev.tandem.storage.pg.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The entries of one workspace in the [Directory], written in its transaction.
public final class DirectoryEntries {
  private final Directory directory;
  private final WorkspaceId workspace;
  private final Sql sql;

  DirectoryEntries(Directory directory, WorkspaceId workspace, Sql sql) {
    this.directory = directory;
    this.workspace = workspace;
    this.sql = sql;
  }

  /// False when the value is taken, here or in another workspace.
  public boolean add(Kind kind, String value, UUID subject, Optional<Instant> expiresAt) {
    return sql.change(
            """
            INSERT INTO system.directory (kind, key_hash, workspace_id, subject_id, expires_at)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
            """,
            kind,
            directory.hash(kind, value),
            workspace.value(),
            subject,
            expiresAt)
        == 1;
  }

  /// Whether there was one to remove.
  public boolean remove(Kind kind, UUID subject) {
    return sql.change(
            "DELETE FROM system.directory WHERE kind = $1 AND workspace_id = $2 AND subject_id = $3",
            kind,
            workspace.value(),
            subject)
        > 0;
  }

  public void extend(Kind kind, UUID subject, Instant expiresAt) {
    sql.change(
        "UPDATE system.directory SET expires_at = $4 WHERE kind = $1 AND workspace_id = $2 AND subject_id = $3",
        kind,
        workspace.value(),
        subject,
        expiresAt);
  }

  /// The keyed hash under which a value is entered, for the row that it stands for.
  public byte[] hash(Kind kind, String value) {
    return directory.hash(kind, value);
  }
}
