package dev.tandem.storage.call;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Call records.
public final class Calls {
  private static final SealedColumn OUTSIDE =
      new SealedColumn("call", "outside_number", KeyClass.ACCOUNT);
  private static final String COLUMNS =
      """
      SELECT id, direction, caller_member_id, callee_member_id, outside_number, outcome, started_at, ringing_at,
             answered_at, ended_at, voicemail_id, relayed
      FROM tenant.call
      """;

  /// Opens the record of a call that starts.
  public void open(Tenant tx, NewCall call) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.call
              (workspace_id, id, direction, caller_member_id, callee_member_id, outside_number, started_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            tx.workspace().value(),
            call.id(),
            call.direction(),
            call.callerMemberId(),
            call.calleeMemberId(),
            tx.vault().seal(OUTSIDE, call.id(), call.outsideNumber().map(Personal::value)),
            call.startedAt());
  }

  /// Closes the record. False when it was closed before: nothing changes then.
  public boolean close(Tenant tx, UUID id, CallEnd end) {
    boolean closed =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.call
                    SET outcome = $2, ringing_at = $3, answered_at = $4, ended_at = $5, voicemail_id = $6, relayed = $7
                    WHERE id = $1 AND outcome IS NULL
                    """,
                    id,
                    end.outcome(),
                    end.ringingAt(),
                    end.answeredAt(),
                    end.endedAt(),
                    end.voicemailId(),
                    end.relayed())
            == 1;
    if (closed) {
      tx.announce(new Change.CallRecorded(tx.workspace(), id));
    }
    return closed;
  }

  /// Closes what a crash left open, as failed, in every workspace; for start-up, before calls are
  /// taken. Returns how many.
  public int closeDangling(Storage storage, Instant endedAt) {
    int closed = 0;
    for (var workspace : storage.workspaces()) {
      closed += storage.inWorkspace(workspace, tx -> closeDangling(tx, endedAt));
    }
    return closed;
  }

  private static int closeDangling(Tenant tx, Instant endedAt) {
    List<UUID> ids =
        tx.sql()
            .list(
                """
                UPDATE tenant.call SET outcome = 'FAILED', ended_at = greatest($1, started_at)
                WHERE outcome IS NULL RETURNING id
                """,
                row -> row.getUUID("id"),
                endedAt);
    ids.forEach(id -> tx.announce(new Change.CallRecorded(tx.workspace(), id)));
    return ids.size();
  }

  public Optional<CallRecord> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// Newest first.
  public Page<CallRecord> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    UUID before = cursor.map(Cursor::parse).orElse(Cursor.START).id();
    List<CallRecord> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE id < $1 ORDER BY id DESC LIMIT $2",
                row -> read(tx, row),
                before,
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.startedAt(), last.id()).text());
  }

  private static CallRecord read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new CallRecord(
        id,
        CallDirection.valueOf(row.getString("direction")),
        Sql.maybeId(row, "caller_member_id"),
        Sql.maybeId(row, "callee_member_id"),
        Sql.maybeBytes(row, "outside_number")
            .map(bytes -> Personal.of(tx.vault().openText(OUTSIDE, id, bytes))),
        Sql.maybeText(row, "outcome").map(CallOutcome::valueOf),
        Sql.instant(row, "started_at"),
        Sql.maybeInstant(row, "ringing_at"),
        Sql.maybeInstant(row, "answered_at"),
        Sql.maybeInstant(row, "ended_at"),
        Sql.maybeId(row, "voicemail_id"),
        Optional.ofNullable(row.getBoolean("relayed")));
  }
}
