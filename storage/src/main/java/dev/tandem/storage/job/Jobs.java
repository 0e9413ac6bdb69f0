package dev.tandem.storage.job;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The queue. A claimed job is hidden until its lease ends; then, if nobody completed it, it is due
/// again.
///
/// The fence is odd while somebody holds the job, so a claim also learns that the one before was
/// left in the middle.
///
/// A claim and what gives a job back wait for no disk. A crash of the server may forget them; then
/// it has forgotten too what was done under the claim, since that was committed later. What ends a
/// job is part of its work's transaction.
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
    return claim(kind, now, lease, max, Optional.empty());
  }

  /// The same, by a worker that tells who it is: what it holds when it ends is found by
  /// [#releaseDead].
  ///
  /// How many stands in the statement as a number: for a parameter the planner would assume a tenth
  /// of the queue, and read all of it.
  ///
  /// @param max few different numbers, because each is a statement of its own
  /// @param keeper the number of its lifeline
  public List<JobClaim> claim(
      String kind, Instant now, Duration lease, int max, Optional<Long> keeper) {
    RowSet<Row> rows =
        change(
            """
                WITH due AS MATERIALIZED (
                  SELECT id AS due_id, fence %% 2 = 1 AS held
                  FROM system.job WHERE kind = $1 AND due_at <= $2
                  ORDER BY due_at, id LIMIT %d FOR UPDATE SKIP LOCKED)
                UPDATE system.job
                SET due_at = $3, attempts = attempts + 1, keeper = $4, behind = false,
                    fence = fence + CASE WHEN held THEN 2 ELSE 1 END
                FROM due WHERE id = due_id
                RETURNING id, workspace_id, kind, subject_id, attempts, fence, held
                """
                .formatted(max),
            kind,
            now,
            now.plus(lease),
            keeper);
    List<JobClaim> claims = new ArrayList<>(rows.rowCount());
    rows.forEach(row -> claims.add(read(row)));
    return claims;
  }

  private static JobClaim read(Row row) {
    return new JobClaim(
        row.getUUID("id"),
        new WorkspaceId(row.getUUID("workspace_id")),
        row.getString("kind"),
        row.getUUID("subject_id"),
        row.getInteger("attempts"),
        row.getLong("fence"),
        row.getBoolean("held"));
  }

  /// Makes the jobs due at `now` that are held by workers whose lifeline is cut; returns how many.
  /// Whoever claims them learns that they were left in the middle. The end of a process is no
  /// failure of what it tried, so that attempt does not count.
  ///
  /// @param self the number of the caller's own lifeline, which it may just have lost
  public int releaseDead(String kind, Instant now, long self) {
    return storage.outsideWorkspaces(
        sql ->
            sql.change(
                """
                WITH held AS MATERIALIZED (SELECT DISTINCT keeper FROM system.job WHERE keeper IS NOT NULL AND keeper <> $3),
                  dead AS MATERIALIZED (SELECT keeper FROM held WHERE pg_try_advisory_xact_lock(keeper))
                UPDATE system.job
                SET due_at = least(due_at, $2), attempts = greatest(attempts - 1, 0), keeper = NULL
                WHERE kind = $1 AND keeper IN (SELECT keeper FROM dead)
                """,
                kind,
                now,
                self));
  }

  /// Whether the claim still holds the job, in the transaction before something that cannot be
  /// taken back. Nobody else gets the job until that transaction ends.
  public boolean holds(Tenant tx, JobClaim claim) {
    return tx.sql()
        .one(
            "SELECT 1 FROM system.job WHERE id = $1 AND fence = $2 FOR UPDATE",
            claim.id(),
            claim.fence())
        .isPresent();
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
    return change(
                "UPDATE system.job SET due_at = $3, fence = fence + 1, keeper = NULL WHERE id = $1 AND fence = $2",
                claim.id(),
                claim.fence(),
                when)
            .rowCount()
        == 1;
  }

  /// Gives the job back, due at `when`, for something else than was tried: attempts count from the
  /// beginning. False when it is not this worker's any more.
  public boolean beginAnew(JobClaim claim, Instant when) {
    return change(
                """
                    UPDATE system.job SET due_at = $3, fence = fence + 1, attempts = 0, keeper = NULL
                    WHERE id = $1 AND fence = $2
                    """,
                claim.id(),
                claim.fence(),
                when)
            .rowCount()
        == 1;
  }

  /// Gives the job back with nothing tried, due at `when`: the attempt does not count. False when
  /// it is not this worker's any more.
  public boolean putBack(JobClaim claim, Instant when) {
    return change(
                """
                    UPDATE system.job SET due_at = $3, fence = fence + 1, attempts = attempts - 1, keeper = NULL
                    WHERE id = $1 AND fence = $2
                    """,
                claim.id(),
                claim.fence(),
                when)
            .rowCount()
        == 1;
  }

  /// The same for one that waits for another of its line: whoever ends that one calls [#callUp],
  /// and if nobody does it is due at `when`.
  public boolean putBehind(JobClaim claim, Instant when) {
    return change(
                """
                UPDATE system.job
                SET due_at = $3, fence = fence + 1, attempts = attempts - 1, keeper = NULL, behind = true
                WHERE id = $1 AND fence = $2
                """,
                claim.id(),
                claim.fence(),
                when)
            .rowCount()
        == 1;
  }

  /// Makes the first of these due that waits behind another one; whether there was one.
  ///
  /// @param subjects in the order of the line
  public boolean callUp(Tenant tx, List<UUID> subjects) {
    return tx.sql()
            .change(
                """
                UPDATE system.job SET due_at = least(due_at, $2), behind = false
                WHERE id = (
                  SELECT j.id FROM unnest($1::uuid[]) WITH ORDINALITY AS line (subject, place)
                  JOIN system.job j ON j.subject_id = line.subject AND j.behind
                  ORDER BY line.place LIMIT 1)
                """,
                subjects.toArray(UUID[]::new),
                tx.now())
        == 1;
  }

  /// When the next job of a kind is due.
  public Optional<Instant> nextDue(String kind) {
    return storage.outsideWorkspaces(
        sql ->
            sql.one("SELECT min(due_at) AS due_at FROM system.job WHERE kind = $1", kind)
                .flatMap(row -> Sql.maybeInstant(row, "due_at")));
  }

  private RowSet<Row> change(String statement, Object... values) {
    return storage.unflushed(sql -> sql.runLast(_ -> {}, statement, values));
  }
}
