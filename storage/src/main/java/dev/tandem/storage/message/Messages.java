package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.SearchIndex;
import dev.tandem.storage.search.SearchKind;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The texts of conversations.
public final class Messages {
  private static final SealedColumn CONTENT =
      new SealedColumn("message", "content", KeyClass.MESSAGES);
  private static final SealedColumn ERROR_TEXT =
      new SealedColumn("message", "error_text", KeyClass.MESSAGES);
  private static final SearchIndex INDEX = new SearchIndex(SearchKind.MESSAGE);
  private static final String COLUMNS =
      """
      SELECT id, conversation_id, seq, direction, content, state, segments, encoding, error_code, error_text,
             author_member_id, created_at, carrier_account_id, provider_id
      FROM tenant.message
      """;

  /// The message as it is stored now, and whether this call stored it.
  public record Appended(Message message, boolean added) {}

  /// Stores a message at the end of its conversation. Within the transaction the conversation's row
  /// is locked, so numbers have no gaps and no doubles, and who reads message n has seen all before
  /// it. The same provider id on the same carrier account is the same message: it is returned and
  /// nothing is added.
  public Appended append(Tenant tx, NewMessage message) {
    Optional<Long> seq = insert(tx, message);
    if (seq.isPresent()) {
      tx.announce(
          new Change.MessageAdded(
              tx.workspace(), message.conversationId(), message.id(), message.state()));
      return new Appended(stored(tx, message, seq.get()), true);
    }
    return known(tx, message)
        .map(repeat -> new Appended(repeat, false))
        .orElseThrow(() -> new IllegalArgumentException("no such conversation"));
  }

  private static Optional<Long> insert(Tenant tx, NewMessage message) {
    MessageContent content =
        new MessageContent(message.from().value(), message.to().value(), message.text().value());
    boolean inbound = message.direction() == Direction.IN;
    return tx.sql()
        .one(
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
                  last_message_at = greatest($11, c.last_message_at), state = CASE WHEN $14 THEN 'OPEN' ELSE c.state END
              FROM added WHERE c.id = $3
            ), indexed AS (
              INSERT INTO tenant.search_word (workspace_id, kind, word_index, at, subject_id)
              SELECT w.workspace_id, 'MESSAGE', unnest($15::bigint[]), $11, $2
              FROM added, tenant.workspace w WHERE w.searchable
            )
            SELECT seq FROM added
            """,
            row -> row.getLong("seq"),
            tx.workspace().value(),
            message.id(),
            message.conversationId(),
            message.direction(),
            inbound ? 1L : 0L,
            tx.vault().seal(CONTENT, message.id(), content.bytes()),
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

  private Optional<Message> known(Tenant tx, NewMessage message) {
    if (message.carrierAccountId().isEmpty() || message.providerId().isEmpty()) {
      return Optional.empty();
    }
    return findByProvider(tx, message.carrierAccountId().get(), message.providerId().get());
  }

  public Optional<Message> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// The message that a carrier knows under this id.
  public Optional<Message> findByProvider(Tenant tx, UUID carrierAccountId, String providerId) {
    return tx.sql()
        .one(
            COLUMNS + "WHERE carrier_account_id = $1 AND provider_id = $2",
            row -> read(tx, row),
            carrierAccountId,
            providerId);
  }

  /// Whether one of the hundred places before `seq` holds a text of ours that no carrier has yet,
  /// so that sending this one now would overtake it.
  public boolean unsentBefore(Tenant tx, UUID conversationId, long seq) {
    return tx.sql()
        .one(
            """
            SELECT 1 FROM tenant.message
            WHERE conversation_id = $1 AND seq < $2 AND seq >= $2 - 100
              AND direction = 'OUT' AND state IN ('QUEUED', 'SENDING') LIMIT 1
            """,
            conversationId,
            seq)
        .isPresent();
  }

  /// Messages before `beforeSeq`, newest first; `Long.MAX_VALUE` starts at the newest. The page's
  /// cursor is the next `beforeSeq` in digits.
  public Page<Message> page(Tenant tx, UUID conversationId, long beforeSeq, int limit) {
    int rows = Page.limit(limit);
    List<Message> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3",
                row -> read(tx, row),
                conversationId,
                beforeSeq,
                rows + 1);
    return Page.cut(found, rows, message -> Long.toString(message.seq()));
  }

  /// Texts that hold all words of the query, each as a word's beginning, or a number with its last
  /// digits; newest first.
  public Page<Hit<Message>> search(Tenant tx, String query, Optional<String> cursor, int limit) {
    return INDEX.find(
        tx, query, cursor, limit, ids -> findAll(tx, ids), message -> message.text().value());
  }

  private static Map<UUID, Message> findAll(Tenant tx, List<UUID> ids) {
    return tx
        .sql()
        .list(
            COLUMNS + "WHERE id = ANY($1)", row -> read(tx, row), (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Message::id, Function.identity()));
  }

  /// Moves a message on. A state that is not further than the present one changes nothing; the
  /// provider's id is kept the first time it is given, whatever the state. True when the state
  /// changed.
  public boolean advance(
      Tenant tx,
      UUID id,
      MessageState state,
      Optional<String> errorCode,
      Optional<Personal<String>> errorText,
      Optional<String> providerId) {
    providerId.ifPresent(
        given ->
            tx.sql()
                .run(
                    "UPDATE tenant.message SET provider_id = $2 WHERE id = $1 AND provider_id IS NULL",
                    id,
                    given));
    Optional<UUID> conversation =
        tx.sql()
            .one(
                """
                UPDATE tenant.message
                SET state = $2, error_code = coalesce($3, error_code), error_text = coalesce($4, error_text)
                WHERE id = $1 AND state = ANY($5) RETURNING conversation_id
                """,
                row -> row.getUUID("conversation_id"),
                id,
                state,
                errorCode,
                tx.vault().seal(ERROR_TEXT, id, errorText.map(Personal::value)),
                before(state));
    conversation.ifPresent(
        it -> tx.announce(new Change.MessageChanged(tx.workspace(), it, id, state)));
    return conversation.isPresent();
  }

  private static String[] before(MessageState state) {
    return Arrays.stream(MessageState.values())
        .filter(earlier -> earlier.mayBecome(state))
        .map(Enum::name)
        .toArray(String[]::new);
  }

  private static Message stored(Tenant tx, NewMessage message, long seq) {
    return new Message(
        message.id(),
        message.conversationId(),
        seq,
        message.direction(),
        message.from(),
        message.to(),
        message.text(),
        message.state(),
        message.segments(),
        message.encoding(),
        Optional.empty(),
        Optional.empty(),
        message.authorMemberId(),
        tx.now(),
        message.carrierAccountId(),
        message.providerId());
  }

  private static Message read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    MessageContent content =
        MessageContent.of(tx.vault().open(CONTENT, id, Sql.bytes(row, "content")));
    return new Message(
        id,
        row.getUUID("conversation_id"),
        row.getLong("seq"),
        Direction.valueOf(row.getString("direction")),
        Personal.of(content.from()),
        Personal.of(content.to()),
        Personal.of(content.text()),
        MessageState.valueOf(row.getString("state")),
        row.getInteger("segments"),
        Encoding.valueOf(row.getString("encoding")),
        Sql.maybeText(row, "error_code"),
        Sql.maybeBytes(row, "error_text")
            .map(bytes -> Personal.of(tx.vault().openText(ERROR_TEXT, id, bytes))),
        Sql.maybeId(row, "author_member_id"),
        Sql.instant(row, "created_at"),
        Sql.maybeId(row, "carrier_account_id"),
        Sql.maybeText(row, "provider_id"));
  }

  /// The text of a sealed content that another query brought along.
  static Personal<String> text(Tenant tx, UUID messageId, byte[] sealed) {
    return Personal.of(MessageContent.of(tx.vault().open(CONTENT, messageId, sealed)).text());
  }
}
