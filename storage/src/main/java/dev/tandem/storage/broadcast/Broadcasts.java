package dev.tandem.storage.broadcast;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcast.Stop;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Broadcasts as a whole. Who hands in for one, or changes it, [#lock]s it first.
public final class Broadcasts {
  private static final Duration KEPT = Duration.ofDays(90);
  private static final SealedColumn NAME = new SealedColumn("broadcast", "name", KeyClass.MESSAGES);
  private static final SealedColumn CONTENT =
      new SealedColumn("broadcast", "content", KeyClass.MESSAGES);
  private static final String COLUMNS =
      """
      SELECT id, number_id, author_member_id, name, content, per_minute, receivers, state, stopped, step, next_at, created_at
      FROM tenant.broadcast
      """;

  private final Receivers receivers = new Receivers();

  /// Keeps a broadcast with all its receivers; nothing is handed in yet.
  public Broadcast create(Tenant tx, NewBroadcast made) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.broadcast (workspace_id, id, number_id, author_member_id, name, content, per_minute, receivers,
              state, next_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'RUNNING', $9, $9)
            """,
            tx.workspace().value(),
            made.id(),
            made.numberId(),
            made.authorMemberId(),
            tx.vault().seal(NAME, made.id(), made.name().value()),
            tx.vault().seal(CONTENT, made.id(), made.text().value()),
            made.perMinute(),
            made.receivers().size(),
            tx.now());
    receivers.add(tx, made.id(), made.receivers());
    announce(tx, made.id());
    return find(tx, made.id()).orElseThrow(() -> new AssertionError("it was just made"));
  }

  public Optional<Broadcast> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// The broadcast as nobody changes it until the transaction ends.
  public Optional<Broadcast> lock(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1 FOR UPDATE", row -> read(tx, row), id);
  }

  /// The workspace's broadcasts, the newest first.
  public Page<Broadcast> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    List<Broadcast> found =
        tx.sql()
            .list(
                COLUMNS
                    + "WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3",
                row -> read(tx, row),
                from.time(),
                from.id(),
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.createdAt(), last.id()).text());
  }

  /// How many of the workspace are not over.
  public long open(Tenant tx) {
    return tx.sql()
        .one(
            "SELECT count(*) AS open FROM tenant.broadcast WHERE state NOT IN ('CANCELED', 'DONE')",
            row -> row.getLong("open"))
        .orElseThrow(() -> new AssertionError("a count has a row"));
  }

  /// Goes on with this job at that time.
  public void goOn(Tenant tx, UUID id, UUID step, Instant nextAt) {
    next(tx, id, State.RUNNING, step, nextAt);
  }

  /// Waits for that time, and goes on then with this job.
  public void waitUntil(Tenant tx, UUID id, UUID step, Instant beginsAt) {
    next(tx, id, State.SCHEDULED, step, beginsAt);
  }

  private static void next(Tenant tx, UUID id, State state, UUID step, Instant nextAt) {
    tx.sql()
        .run(
            "UPDATE tenant.broadcast SET state = $2, stopped = NULL, step = $3, next_at = $4 WHERE id = $1",
            id,
            state,
            step,
            nextAt);
    announce(tx, id);
  }

  /// Stands still from now on, or for good.
  public void rest(Tenant tx, UUID id, State state, Optional<Stop> why) {
    tx.sql()
        .run(
            """
            UPDATE tenant.broadcast SET state = $2, stopped = $3, step = NULL, next_at = coalesce($4, next_at) WHERE id = $1
            """,
            id,
            state,
            why,
            state.open() ? Optional.empty() : Optional.of(tx.now()));
    announce(tx, id);
  }

  /// Forgets broadcasts that were over 90 days ago, and whom they went to; what was sent stays in
  /// its conversations. Returns how many.
  public int sweep(Tenant tx, int rows) {
    return tx.sql()
        .change(
            """
            DELETE FROM tenant.broadcast WHERE id IN (
              SELECT id FROM tenant.broadcast WHERE state IN ('CANCELED', 'DONE') AND next_at < $1
              ORDER BY next_at LIMIT $2)
            """,
            tx.now().minus(KEPT),
            rows);
  }

  private static void announce(Tenant tx, UUID id) {
    tx.announce(new Change.BroadcastChanged(tx.workspace(), id));
  }

  private static Broadcast read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Broadcast(
        id,
        row.getUUID("number_id"),
        row.getUUID("author_member_id"),
        Personal.of(tx.vault().openText(NAME, id, Sql.bytes(row, "name"))),
        Personal.of(tx.vault().openText(CONTENT, id, Sql.bytes(row, "content"))),
        row.getInteger("per_minute"),
        row.getInteger("receivers"),
        State.valueOf(row.getString("state")),
        Sql.maybeText(row, "stopped").map(Stop::valueOf),
        Sql.maybeId(row, "step"),
        Sql.instant(row, "next_at"),
        Sql.instant(row, "created_at"));
  }
}
