package dev.tandem.storage.broadcast;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import dev.tandem.storage.broadcast.Receiver.Progress;
import dev.tandem.storage.broadcast.Receiver.Refusal;
import dev.tandem.storage.broadcast.Receiver.Sent;
import dev.tandem.storage.broadcast.Receiver.State;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// Whom broadcasts go to. What is handed in is noted in the transaction that stores the message, so
/// nobody is forgotten and nobody gets it twice, whenever a process ends.
public final class Receivers {
  private static final SealedColumn CONTENT =
      new SealedColumn("broadcast_receiver", "content", KeyClass.MESSAGES);
  private static final String COLUMNS =
      """
      SELECT r.id, r.broadcast_id, r.place, r.content, r.state, r.refusal, r.night_until, r.message_id,
             m.conversation_id, m.state AS message_state, m.error_code
      FROM tenant.broadcast_receiver r LEFT JOIN tenant.message m ON m.id = r.message_id
      """;

  void add(Tenant tx, UUID broadcastId, List<NewReceiver> receivers) {
    List<UUID> ids = receivers.stream().map(_ -> Ids.next()).toList();
    byte[][] contents = new byte[receivers.size()][];
    for (int i = 0; i < contents.length; i++) {
      NewReceiver one = receivers.get(i);
      contents[i] =
          tx.vault().seal(CONTENT, ids.get(i), one.to().value() + "\n" + one.text().value());
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.broadcast_receiver (workspace_id, id, broadcast_id, place, content, state)
            SELECT $1, g.id, $2, g.place, g.content, 'WAITING'
            FROM unnest($3::uuid[], $4::int[], $5::bytea[]) AS g (id, place, content)
            """,
            tx.workspace().value(),
            broadcastId,
            ids.toArray(UUID[]::new),
            IntStream.range(0, contents.length).boxed().toArray(Integer[]::new),
            contents);
  }

  /// The receivers from `place` on; the page's cursor is the next place in digits.
  public Page<Receiver> page(Tenant tx, UUID broadcastId, int place, int limit) {
    int rows = Page.limit(limit);
    List<Receiver> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE r.broadcast_id = $1 AND r.place >= $2 ORDER BY r.place LIMIT $3",
                row -> read(tx, row),
                broadcastId,
                place,
                rows + 1);
    return Page.cut(found, rows, last -> Integer.toString(last.place() + 1));
  }

  /// Whose turn it is at `now`.
  public Optional<Receiver> next(Tenant tx, UUID broadcastId, Instant now) {
    return tx.sql()
        .one(
            COLUMNS
                + """
                WHERE r.broadcast_id = $1 AND r.state = 'WAITING' AND (r.night_until IS NULL OR r.night_until <= $2)
                ORDER BY r.place LIMIT 1
                """,
            row -> read(tx, row),
            broadcastId,
            now);
  }

  /// When the first of those who wait for their morning can be handed in.
  public Optional<Instant> morning(Tenant tx, UUID broadcastId) {
    return tx.sql()
        .one(
            "SELECT min(night_until) AS at FROM tenant.broadcast_receiver WHERE broadcast_id = $1 AND state = 'WAITING'",
            broadcastId)
        .flatMap(row -> Sql.maybeInstant(row, "at"));
  }

  /// How many have come how far; what nobody has come to is left out.
  public Map<Progress, Integer> tally(Tenant tx, UUID broadcastId) {
    Map<Progress, Integer> tally = new EnumMap<>(Progress.class);
    for (Row row :
        tx.sql()
            .run(
                """
                SELECT r.state, r.refusal, min(r.night_until) AS night_until, m.state AS message_state, m.error_code,
                       count(*) AS many
                FROM tenant.broadcast_receiver r LEFT JOIN tenant.message m ON m.id = r.message_id
                WHERE r.broadcast_id = $1
                GROUP BY r.state, r.refusal, r.night_until IS NULL, m.state, m.error_code
                """,
                broadcastId)) {
      tally.merge(
          Receiver.progress(
              State.valueOf(row.getString("state")),
              Sql.maybeInstant(row, "night_until"),
              sent(row, broadcastId, broadcastId)),
          row.getLong("many").intValue(),
          Integer::sum);
    }
    return tally;
  }

  /// Messages of the broadcast that stand in the queue by now, those that wait there for the
  /// morning left out.
  public List<UUID> queued(Tenant tx, UUID broadcastId) {
    return tx.sql()
        .list(
            """
            SELECT m.id FROM tenant.broadcast_receiver r JOIN tenant.message m ON m.id = r.message_id
            WHERE r.broadcast_id = $1 AND r.state = 'HANDED_IN' AND m.state IN ('QUEUED', 'SENDING')
              AND NOT EXISTS (
                SELECT FROM tenant.daytime_text d WHERE d.message_id = m.id AND d.waits_until IS NOT NULL)
            """,
            row -> row.getUUID("id"),
            broadcastId);
  }

  /// Messages of the broadcast that no carrier was given.
  public List<UUID> unsent(Tenant tx, UUID broadcastId) {
    return tx.sql()
        .list(
            """
            SELECT m.id FROM tenant.broadcast_receiver r JOIN tenant.message m ON m.id = r.message_id
            WHERE r.broadcast_id = $1 AND m.state = 'QUEUED'
            """,
            row -> row.getUUID("id"),
            broadcastId);
  }

  /// It is this message from now on.
  public void handedIn(Tenant tx, UUID id, UUID messageId) {
    tx.sql()
        .run(
            """
            UPDATE tenant.broadcast_receiver SET state = 'HANDED_IN', night_until = NULL, message_id = $2 WHERE id = $1
            """,
            id,
            messageId);
  }

  /// It will be none.
  public void refused(Tenant tx, UUID id, Refusal why) {
    tx.sql()
        .run(
            "UPDATE tenant.broadcast_receiver SET state = 'REFUSED', night_until = NULL, refusal = $2 WHERE id = $1",
            id,
            why);
  }

  /// It waits until their night is over.
  public void atNight(Tenant tx, UUID id, Instant until) {
    tx.sql().run("UPDATE tenant.broadcast_receiver SET night_until = $2 WHERE id = $1", id, until);
  }

  /// Nobody else is handed a text; how many that were.
  public int cancel(Tenant tx, UUID broadcastId) {
    return tx.sql()
        .change(
            """
            UPDATE tenant.broadcast_receiver SET state = 'CANCELED', night_until = NULL
            WHERE broadcast_id = $1 AND state = 'WAITING'
            """,
            broadcastId);
  }

  private static Optional<Sent> sent(Row row, UUID messageId, UUID conversationId) {
    return Sql.maybeText(row, "message_state")
        .map(
            state ->
                new Sent(
                    messageId,
                    conversationId,
                    MessageState.valueOf(state),
                    Sql.maybeText(row, "error_code")));
  }

  private static Receiver read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    String content = tx.vault().openText(CONTENT, id, Sql.bytes(row, "content"));
    int end = content.indexOf('\n');
    return new Receiver(
        id,
        row.getUUID("broadcast_id"),
        row.getInteger("place"),
        Personal.of(content.substring(0, end)),
        Personal.of(content.substring(end + 1)),
        State.valueOf(row.getString("state")),
        Sql.maybeText(row, "refusal").map(Refusal::valueOf),
        Sql.maybeInstant(row, "night_until"),
        Sql.maybeId(row, "message_id")
            .flatMap(
                message ->
                    Sql.maybeId(row, "conversation_id").flatMap(it -> sent(row, message, it))));
  }
}
