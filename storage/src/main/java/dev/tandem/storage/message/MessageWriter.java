package dev.tandem.storage.message;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.search.SearchKind;
import dev.tandem.storage.search.SegmentIndex;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// The statements that number, store and index messages, each one round trip. Both lock the
/// conversations' rows first.
final class MessageWriter {
  static final SealedColumn CONTENT = new SealedColumn("message", "content", KeyClass.MESSAGES);
  static final SegmentIndex INDEX = new SegmentIndex(SearchKind.MESSAGE);

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
      )
      SELECT seq FROM added
      """;

  /// Rows are locked in the order of their ids, so that two batches never wait for each other.
  private static final String MANY =
      """
      WITH given AS MATERIALIZED (
        SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::int[], $8::text[],
            $9::uuid[], $10::uuid[], $11::text[], $12::int[], $13::int[])
          WITH ORDINALITY AS g (id, conversation_id, direction, content, state, segments, encoding,
            author_member_id, carrier_account_id, provider_id, words_from, words_to, place)
      ), locked AS MATERIALIZED (
        SELECT id, last_seq, inbound_count FROM tenant.conversation WHERE id = ANY($3) ORDER BY id FOR UPDATE
      ), numbered AS MATERIALIZED (
        SELECT g.*,
          l.last_seq + row_number() OVER placed AS seq,
          l.inbound_count + count(*) FILTER (WHERE g.direction = 'IN') OVER placed AS inbound_number
        FROM given g JOIN locked l ON l.id = g.conversation_id
        WINDOW placed AS (PARTITION BY g.conversation_id ORDER BY g.place)
      ), added AS (
        INSERT INTO tenant.message
          (workspace_id, id, conversation_id, seq, inbound_number, direction, content, state, segments, encoding,
           author_member_id, created_at, carrier_account_id, provider_id)
        SELECT $1, id, conversation_id, seq, inbound_number, direction, content, state, segments, encoding,
          author_member_id, $14, carrier_account_id, provider_id FROM numbered
      ), counted AS (
        UPDATE tenant.conversation c
        SET last_seq = newest.seq, inbound_count = newest.inbound_number, last_message_id = newest.id,
            last_message_at = greatest($14, c.last_message_at),
            last_message_hour = date_trunc('hour', greatest($14, c.last_message_at), 'UTC'),
            state = CASE WHEN newest.inbound_number > c.inbound_count THEN 'OPEN' ELSE c.state END
        FROM (SELECT DISTINCT ON (conversation_id) conversation_id, id, seq, inbound_number FROM numbered
              ORDER BY conversation_id, seq DESC) AS newest
        WHERE c.id = newest.conversation_id
      ), indexed AS (
        INSERT INTO tenant.search_tail (workspace_id, at, subject_id, words)
        SELECT $1, $14, id, ($15::bigint[])[words_from:words_to]
        FROM numbered WHERE words_to >= words_from AND (SELECT searchable FROM tenant.workspace)
      )
      SELECT id, seq FROM numbered
      """;

  private MessageWriter() {}

  /// The number it was given; nothing when the message is known or there is no such conversation.
  static Optional<Long> one(Tenant tx, NewMessage message) {
    boolean inbound = message.direction() == Direction.IN;
    return tx.sql()
        .one(
            ONE,
            row -> row.getLong("seq"),
            tx.workspace().value(),
            message.id(),
            message.conversationId(),
            message.direction(),
            inbound ? 1L : 0L,
            sealed(tx, message),
            message.state(),
            message.segments(),
            message.encoding(),
            message.authorMemberId(),
            tx.now(),
            message.carrierAccountId(),
            message.providerId(),
            inbound,
            INDEX.terms(tx, message.text().value()));
  }

  /// The numbers they were given, by id. A message whose conversation does not exist is left out;
  /// one that is known fails the statement.
  static Map<UUID, Long> many(Tenant tx, List<NewMessage> messages) {
    List<Long> words = new ArrayList<>();
    Integer[] from = new Integer[messages.size()];
    Integer[] to = new Integer[messages.size()];
    for (int i = 0; i < messages.size(); i++) {
      from[i] = words.size() + 1;
      words.addAll(List.of(INDEX.terms(tx, messages.get(i).text().value())));
      to[i] = words.size();
    }
    Map<UUID, Long> numbers = HashMap.newHashMap(messages.size());
    for (Row row :
        tx.sql()
            .run(
                MANY,
                tx.workspace().value(),
                ids(messages, message -> Optional.of(message.id())),
                ids(messages, message -> Optional.of(message.conversationId())),
                texts(messages, message -> message.direction().name()),
                messages.stream()
                    .map(message -> Buffer.buffer(sealed(tx, message)))
                    .toArray(Buffer[]::new),
                texts(messages, message -> message.state().name()),
                messages.stream().map(NewMessage::segments).toArray(Integer[]::new),
                texts(messages, message -> message.encoding().name()),
                ids(messages, NewMessage::authorMemberId),
                ids(messages, NewMessage::carrierAccountId),
                messages.stream()
                    .map(message -> message.providerId().orElse(null))
                    .toArray(String[]::new),
                from,
                to,
                tx.now(),
                words.toArray(Long[]::new))) {
      numbers.put(row.getUUID("id"), row.getLong("seq"));
    }
    return numbers;
  }

  private static byte[] sealed(Tenant tx, NewMessage message) {
    MessageContent content =
        new MessageContent(message.from().value(), message.to().value(), message.text().value());
    return tx.vault().seal(CONTENT, message.id(), content.bytes());
  }

  private static UUID[] ids(List<NewMessage> messages, Function<NewMessage, Optional<UUID>> id) {
    return messages.stream().map(message -> id.apply(message).orElse(null)).toArray(UUID[]::new);
  }

  private static String[] texts(List<NewMessage> messages, Function<NewMessage, String> text) {
    Stream<String> all = messages.stream().map(text);
    return all.toArray(String[]::new);
  }
}
