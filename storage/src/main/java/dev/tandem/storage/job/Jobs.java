package dev.tandem.storage.job;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The queue. A claimed job is hidden until its lease ends; then, if nobody completed it, it is due
/// again.
///
/// The fence is odd while somebody holds the job, so a claim also learns that the one before was
/// left in the middle.
public final class Jobs {
  private final Storage storage;

  public Jobs(Storage storage) {
    this.storage = storage;
  }

  /// Part of the transaction that makes the job necessary.
  public UUID enqueue(Tenant tx, String kind, UUID subjectId, Instant dueAt) {
    UUID id = Ids.next();
    tx.sql()
        .run(
            "INSERT INTO system.job (id, workspace_id, kind, subject_id, due_at) VALUES ($1, $2, $3, $4, $5)",
            id,
            tx.workspace().value(),
            kind,
            subjectId,
            dueAt);
    return id;
  }

  /// Takes up to `max` due jobs of all workspaces, oldest first; each goes to one worker.
  public List<JobClaim> claim(String kind, Instant now, Duration lease, int max) {
    return storage.outsideWorkspaces(
        sql ->
            sql.list(
                """
                WITH due AS MATERIALIZED (
                  SELECT id AS due_id, fence % 2 = 1 AS held
                  FROM system.job WHERE kind = $1 AND due_at <= $2
                  ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
                UPDATE system.job
                SET due_at = $3, attempts = attempts + 1,
                    fence = fence + CASE WHEN held THEN 2 ELSE 1 END
                FROM due WHERE id = due_id
                RETURNING id, workspace_id, kind, subject_id, attempts, fence, held
                """,
                row ->
                    new JobClaim(
                        row.getUUID("id"),
                        new WorkspaceId(row.getUUID("workspace_id")),
                        row.getString("kind"),
                        row.getUUID("subject_id"),
                        row.getInteger("attempts"),
                        row.getLong("fence"),
                        row.getBoolean("held")),
                kind,
                now,
                now.plus(lease),
                max));
  }

  /// Removes the job, in the transaction that did the work. False when the lease ended and another
  /// worker took it: then the caller rolls back.
  public boolean complete(Tenant tx, JobClaim claim) {
    return tx.sql()
            .change(
                "DELETE FROM system.job WHERE id = $1 AND fence = $2", claim.id(), claim.fence())
        == 1;
  }

  /// Gives the job back, due at `when`. False when it is not this worker's any more.
  public boolean retryAt(JobClaim claim, Instant when) {
    return storage.outsideWorkspaces(
        sql ->
            sql.change(
                    "UPDATE system.job SET due_at = $3, fence = fence + 1 WHERE id = $1 AND fence = $2",
                    claim.id(),
                    claim.fence(),
                    when)
                == 1);
  }

  /// Gives the job back with nothing tried, due at `when`: the attempt does not count. False when
  /// it is not this worker's any more.
  public boolean putBack(JobClaim claim, Instant when) {
    return storage.outsideWorkspaces(
        sql ->
            sql.change(
                    """
                    UPDATE system.job SET due_at = $3, fence = fence + 1, attempts = attempts - 1
                    WHERE id = $1 AND fence = $2
                    """,
                    claim.id(),
                    claim.fence(),
                    when)
                == 1);
  }

  /// When the next job of a kind is due.
  public Optional<Instant> nextDue(String kind) {
    return storage.outsideWorkspaces(
        sql ->
            sql.one("SELECT min(due_at) AS due_at FROM system.job WHERE kind = $1", kind)
                .flatMap(row -> Sql.maybeInstant(row, "due_at")));
  }
}
