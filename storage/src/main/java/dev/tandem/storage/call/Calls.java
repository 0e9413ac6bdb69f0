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
import java.util.ArrayList;
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
             answered_at, ended_at, voicemail_id, relayed, caller_relayed, caller_relay_bytes, callee_relayed,
             callee_relay_bytes
      FROM tenant.call
      """;

  /// Opens the record of a call that starts.
  ///
  /// @param keeper the gateway that goes on with it, by the number of its lifeline
  public void open(Tenant tx, NewCall call, long keeper) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.call
              (workspace_id, id, direction, caller_member_id, callee_member_id, outside_number, started_at, keeper)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            tx.workspace().value(),
            call.id(),
            call.direction(),
            call.callerMemberId(),
            call.calleeMemberId(),
            tx.vault().seal(OUTSIDE, call.id(), call.outsideNumber().map(Personal::value)),
            call.startedAt(),
            keeper);
  }

  /// Closes the record. False when it was closed before: nothing changes then.
  public boolean close(Tenant tx, UUID id, CallEnd end) {
    boolean closed =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.call
                    SET outcome = $2, ringing_at = $3, answered_at = $4, ended_at = $5, voicemail_id = $6, relayed = $7,
                        caller_relayed = $8, caller_relay_bytes = $9, callee_relayed = $10, callee_relay_bytes = $11
                    WHERE id = $1 AND outcome IS NULL
                    """,
                    id,
                    end.outcome(),
                    end.ringingAt(),
                    end.answeredAt(),
                    end.endedAt(),
                    end.voicemailId(),
                    end.relayed(),
                    end.callerRelay().map(RelayUse::relayed),
                    end.callerRelay().map(RelayUse::bytes),
                    end.calleeRelay().map(RelayUse::relayed),
                    end.calleeRelay().map(RelayUse::bytes))
            == 1;
    if (closed) {
      tx.announce(new Change.CallRecorded(tx.workspace(), id));
    }
    return closed;
  }

  /// Notes that two talk, and how, so that a gateway that starts anew can go on with the call.
  /// False when the call is over.
  public boolean answered(Tenant tx, UUID id, CallTalk talk) {
    return tx.sql()
            .change(
                """
                UPDATE tenant.call
                SET caller_device_id = $2, answerer_member_id = $3, answerer_device_id = $4, ringing_at = $5,
                    answered_at = $6, seen_at = $6
                WHERE id = $1 AND outcome IS NULL
                """,
                id,
                talk.callerDeviceId(),
                talk.answererMemberId(),
                talk.answererDeviceId(),
                talk.ringingAt(),
                talk.answeredAt())
        == 1;
  }

  /// Notes that these calls go on at `at`; returns how many are open.
  public int seen(Tenant tx, List<UUID> ids, Instant at) {
    return tx.sql()
        .change(
            "UPDATE tenant.call SET seen_at = $2 WHERE id = ANY($1) AND outcome IS NULL",
            ids.toArray(UUID[]::new),
            at);
  }

  /// Takes over the calls in which two were talking when their gateway ended, in every workspace;
  /// for start-up, before calls are taken. Calls of a gateway that lives stay its own.
  ///
  /// @param keeper who goes on with them, by the number of its lifeline
  public List<StandingCall> takeUp(Storage storage, long keeper) {
    List<StandingCall> standing = new ArrayList<>();
    for (var workspace : storage.workspaces()) {
      standing.addAll(storage.inWorkspace(workspace, tx -> takeUp(tx, keeper)));
    }
    return standing;
  }

  private static List<StandingCall> takeUp(Tenant tx, long keeper) {
    List<Long> ended = endedKeepers(tx);
    return tx.sql()
        .list(
            """
            UPDATE tenant.call SET keeper = $1
            WHERE outcome IS NULL AND answerer_device_id IS NOT NULL
              AND caller_member_id IS NOT NULL AND callee_member_id IS NOT NULL
              AND (keeper IS NULL OR keeper = ANY($2))
            RETURNING id, caller_member_id, callee_member_id, started_at, caller_device_id, answerer_member_id,
                      answerer_device_id, ringing_at, answered_at, seen_at
            """,
            row ->
                new StandingCall(
                    tx.workspace(),
                    row.getUUID("id"),
                    row.getUUID("caller_member_id"),
                    row.getUUID("callee_member_id"),
                    Sql.instant(row, "started_at"),
                    new CallTalk(
                        row.getUUID("caller_device_id"),
                        row.getUUID("answerer_member_id"),
                        row.getUUID("answerer_device_id"),
                        Sql.maybeInstant(row, "ringing_at"),
                        Sql.instant(row, "answered_at")),
                    Sql.instant(row, "seen_at")),
            keeper,
            ended.toArray(Long[]::new));
  }

  /// Those of open calls whose lifeline is cut. Nobody else finds them so until the transaction
  /// ends.
  private static List<Long> endedKeepers(Tenant tx) {
    return tx
        .sql()
        .list(
            """
            WITH open AS MATERIALIZED (
              SELECT DISTINCT keeper FROM tenant.call WHERE outcome IS NULL AND keeper IS NOT NULL
            )
            SELECT keeper, pg_try_advisory_xact_lock(keeper) AS ended FROM open
            """,
            row -> row.getBoolean("ended") ? List.of(row.getLong("keeper")) : List.<Long>of())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /// Closes what a gateway that ended left open and nobody talks in, as failed when it was last
  /// seen, in every workspace; for start-up, before calls are taken. Returns how many.
  public int closeDangling(Storage storage) {
    int closed = 0;
    for (var workspace : storage.workspaces()) {
      closed += storage.inWorkspace(workspace, Calls::closeDangling);
    }
    return closed;
  }

  private static int closeDangling(Tenant tx) {
    List<Long> ended = endedKeepers(tx);
    List<UUID> ids =
        tx.sql()
            .list(
                """
                UPDATE tenant.call SET outcome = 'FAILED', ended_at = coalesce(seen_at, started_at)
                WHERE outcome IS NULL AND answerer_device_id IS NULL AND (keeper IS NULL OR keeper = ANY($1))
                RETURNING id
                """,
                row -> row.getUUID("id"),
                (Object) ended.toArray(Long[]::new));
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
        Optional.ofNullable(row.getBoolean("relayed")),
        relayUse(row, "caller_relayed", "caller_relay_bytes"),
        relayUse(row, "callee_relayed", "callee_relay_bytes"));
  }

  private static Optional<RelayUse> relayUse(Row row, String relayed, String bytes) {
    return Optional.ofNullable(row.getBoolean(relayed))
        .map(was -> new RelayUse(was, row.getLong(bytes)));
  }
}
