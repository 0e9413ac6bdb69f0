package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements that number, store and index messages, each one round trip. Both lock the
/// conversations' rows first. A text that comes in stops those that were to leave unless it did.
final class MessageWriter {
  private static final String ONE =
      """
      WITH locked AS MATERIALIZED (
        SELECT last_seq + 1 AS seq, inbound_count + $5 AS inbound_number
        FROM tenant.conversation WHERE id = $3 FOR UPDATE
      ), added AS (
        INSERT INTO tenant.message
          (workspace_id, id, conversation_id, seq, inbound_number, direction, content, state, segments, encoding,
           author_member_id, created_at, carrier_account_id, provider_id)
        SELECT $1, $2, $3, locked.seq, locked.inbound_number, $4, $6, $7, $8, $9, $10, $11, $12, $13 FROM locked
        ON CONFLICT (workspace_id, carrier_account_id, provider_id) DO NOTHING
        RETURNING seq, inbound_number
      ), counted AS (
        UPDATE tenant.conversation c
        SET last_seq = added.seq, inbound_count = added.inbound_number, last_message_id = $2,
            last_message_at = greatest($11, c.last_message_at),
            last_message_hour = date_trunc('hour', greatest($11, c.last_message_at), 'UTC'), state = CASE WHEN $14 THEN 'OPEN' ELSE c.state END
        FROM added WHERE c.id = $3
      ), indexed AS (
        INSERT INTO tenant.search_tail (workspace_id, at, subject_id, words)
        SELECT w.workspace_id, $11, $2, $15::bigint[]
        FROM added, tenant.workspace w WHERE w.searchable AND cardinality($15::bigint[]) > 0
      ), stopped AS (
        UPDATE tenant.scheduled_text s SET state = 'REPLIED', changed_at = $11
        FROM added WHERE $14 AND s.conversation_id = $3 AND s.state = 'WAITING' AND s.unless_reply
        RETURNING s.id
      )
      SELECT seq, EXISTS (SELECT FROM stopped) AS stopped FROM added
      """;

  /// Rows are locked in the order of their ids, so that two batches never wait for each other. A
  /// message without a conversation gets no number, which the table refuses. Which place each
  /// message has among those of its conversation (`$14`, of those that came in `$15`), and whether
  /// it is the last of them (`$16`), is known before.
  private static final String MANY =
      """
      WITH locked AS MATERIALIZED (
        SELECT id, last_seq, inbound_count FROM tenant.conversation WHERE id = ANY($3) ORDER BY id FOR UPDATE
      ), numbered AS MATERIALIZED (
        SELECT g.*, l.last_seq + g.place AS seq, l.inbound_count + g.inbound_place AS inbound_number
        FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::int[], $8::text[],
            $9::uuid[], $10::uuid[], $11::text[], $12::int[], $13::int[], $14::int[], $15::int[], $16::bool[])
          AS g (id, conversation_id, direction, content, state, segments, encoding,
            author_member_id, carrier_account_id, provider_id, words_from, words_to, place, inbound_place, last)
        LEFT JOIN locked l ON l.id = g.conversation_id
      ), added AS (
        INSERT INTO tenant.message
          (workspace_id, id, conversation_id, seq, inbound_number, direction, content, state, segments, encoding,
           author_member_id, created_at, carrier_account_id, provider_id)
        SELECT $1, id, conversation_id, seq, inbound_number, direction, content, state, segments, encoding,
          author_member_id, $17, carrier_account_id, provider_id FROM numbered
      ), counted AS (
        UPDATE tenant.conversation c
        SET last_seq = newest.seq, inbound_count = newest.inbound_number, last_message_id = newest.id,
            last_message_at = greatest($17, c.last_message_at),
            last_message_hour = date_trunc('hour', greatest($17, c.last_message_at), 'UTC'),
            state = CASE WHEN newest.inbound_number > c.inbound_count THEN 'OPEN' ELSE c.state END
        FROM numbered newest WHERE newest.last AND c.id = newest.conversation_id
      ), indexed AS (
        INSERT INTO tenant.search_tail (workspace_id, at, subject_id, words)
        SELECT $1, $17, id, ($18::bigint[])[words_from:words_to]
        FROM numbered WHERE words_to >= words_from AND (SELECT searchable FROM tenant.workspace)
      ), stopped AS (
        UPDATE tenant.scheduled_text s SET state = 'REPLIED', changed_at = $17
        FROM numbered n WHERE n.direction = 'IN' AND s.conversation_id = n.conversation_id AND s.state = 'WAITING'
          AND s.unless_reply
        RETURNING s.conversation_id
      )
      SELECT id, seq, EXISTS (SELECT FROM stopped s WHERE s.conversation_id = numbered.conversation_id) AS stopped
      FROM numbered
      """;

  private MessageWriter() {}

  /// The number it was given; nothing when the message is known or there is no such conversation.
  static Optional<Long> one(Tenant tx, NewMessage message) {
    boolean inbound = message.direction() == Direction.IN;
    SealedMessage sealed = SealedMessage.of(tx.vault(), message);
    return tx.sql()
        .one(
            ONE,
            row -> {
              told(tx, message.conversationId(), row);
              return row.getLong("seq");
            },
            tx.workspace().value(),
            message.id(),
            message.conversationId(),
            message.direction(),
            inbound ? 1L : 0L,
            sealed.content(),
            message.state(),
            message.segments(),
            message.encoding(),
            message.authorMemberId(),
            tx.now(),
            message.carrierAccountId(),
            message.providerId(),
            inbound,
            sealed.words().toArray(Long[]::new));
  }

  /// The numbers they were given, by id. One that is known, or has no conversation, fails the
  /// statement.
  static Map<UUID, Long> many(Tenant tx, List<SealedMessage> messages) {
    RowSet<Row> rows = tx.sql().run(MANY, parameters(tx, messages));
    told(tx, messages, rows);
    return numbers(rows);
  }

  /// The same, as the end of the transaction; `stored` is told when they are, before others who
  /// wait for their conversations go on.
  static Map<UUID, Long> manyAndCommit(Tenant tx, List<SealedMessage> messages, Runnable stored) {
    return numbers(
        tx.commitWith(
            rows -> {
              told(tx, messages, rows);
              stored.run();
            },
            MANY,
            parameters(tx, messages)));
  }

  private static Object[] parameters(Tenant tx, List<SealedMessage> messages) {
    return new MessageBatch(messages).parameters(tx.workspace().value(), tx.now());
  }

  private static void told(Tenant tx, List<SealedMessage> messages, RowSet<Row> rows) {
    Map<UUID, UUID> threads = HashMap.newHashMap(messages.size());
    messages.forEach(it -> threads.put(it.message().id(), it.message().conversationId()));
    for (Row row : rows) {
      told(tx, threads.get(row.getUUID("id")), row);
    }
  }

  private static Map<UUID, Long> numbers(RowSet<Row> rows) {
    Map<UUID, Long> numbers = HashMap.newHashMap(rows.size());
    for (Row row : rows) {
      numbers.put(row.getUUID("id"), row.getLong("seq"));
    }
    return numbers;
  }

  private static void told(Tenant tx, @Nullable UUID conversationId, Row row) {
    if (conversationId != null && row.getBoolean("stopped")) {
      tx.announce(new Change.ScheduledTextsChanged(tx.workspace(), conversationId));
    }
  }
}
