package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.search.Hit;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The texts of conversations.
public final class Messages {
  /// Messages that [#appendAll] takes at most.
  public static final int MAX_BATCH = 1_000;

  private static final SealedColumn CONTENT = SealedMessage.CONTENT;
  private static final SealedColumn ERROR_TEXT =
      new SealedColumn("message", "error_text", KeyClass.MESSAGES);
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
    Optional<Long> seq = MessageWriter.one(tx, message);
    if (seq.isPresent()) {
      tx.announce(added(tx, message));
      return new Appended(stored(tx, message, seq.get()), true);
    }
    return known(tx, message)
        .map(repeat -> new Appended(repeat, false))
        .orElseThrow(() -> new IllegalArgumentException("no such conversation"));
  }

  /// Stores many messages with one statement, each at the end of its conversation, in the given
  /// order: for imports, and for what comes from many writers at once. All of them must be new: one
  /// whose provider id is known, or whose conversation does not exist, fails the transaction with a
  /// [dev.tandem.storage.StorageException].
  public List<Message> appendAll(Tenant tx, List<NewMessage> messages) {
    requireBatch(messages.size());
    List<SealedMessage> sealed =
        messages.stream().map(message -> SealedMessage.of(tx.vault(), message)).toList();
    Map<UUID, Long> numbers = MessageWriter.many(tx, sealed);
    messages.forEach(message -> tx.announce(added(tx, message)));
    return numbered(tx, sealed, numbers);
  }

  /// The same as the end of the transaction, of what was sealed before. The caller has the
  /// transaction's vault answer for it.
  List<Message> appendAndCommit(Tenant tx, List<SealedMessage> messages) {
    requireBatch(messages.size());
    List<Change> changes = messages.stream().<Change>map(it -> added(tx, it.message())).toList();
    Runnable announce = () -> changes.forEach(tx::announce);
    return numbered(tx, messages, MessageWriter.manyAndCommit(tx, messages, announce));
  }

  private static List<Message> numbered(
      Tenant tx, List<SealedMessage> messages, Map<UUID, Long> numbers) {
    List<Message> out = new ArrayList<>(messages.size());
    for (SealedMessage sealed : messages) {
      NewMessage message = sealed.message();
      long seq =
          Objects.requireNonNull(numbers.get(message.id()), "the statement numbers every message");
      out.add(stored(tx, message, seq));
    }
    return out;
  }

  private static void requireBatch(int size) {
    if (size < 1 || size > MAX_BATCH) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " messages");
    }
  }

  private static Change.MessageAdded added(Tenant tx, NewMessage message) {
    return new Change.MessageAdded(
        tx.workspace(), message.conversationId(), message.id(), message.state());
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

  /// The conversation of each of these messages that there is.
  public Map<UUID, UUID> conversationsOf(Tenant tx, Collection<UUID> ids) {
    Map<UUID, UUID> found = new HashMap<>();
    for (Row row :
        tx.sql()
            .run(
                "SELECT id, conversation_id FROM tenant.message WHERE id = ANY($1)",
                (Object) ids.toArray(UUID[]::new))) {
      found.put(row.getUUID("id"), row.getUUID("conversation_id"));
    }
    return found;
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

  /// Texts to somebody that were handed to a carrier, or may have been, and whose id there is not
  /// known; oldest first.
  public List<Message> withoutProvider(Tenant tx, UUID conversationId, UUID carrierAccountId) {
    return tx.sql()
        .list(
            COLUMNS
                + """
                WHERE conversation_id = $1 AND carrier_account_id = $2 AND direction = 'OUT'
                  AND state IN ('SENDING', 'UNCONFIRMED') AND provider_id IS NULL ORDER BY seq LIMIT 100
                """,
            row -> read(tx, row),
            conversationId,
            carrierAccountId);
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
    return SealedMessage.INDEX.find(
        tx, query, cursor, limit, ids -> findAll(tx, ids), message -> message.text().value());
  }

  /// Indexes the texts behind `after` in the order of their ids, for a search that was switched on;
  /// which they were.
  public List<UUID> reindex(Tenant tx, Optional<UUID> after, int limit) {
    List<Message> next =
        tx.sql()
            .list(
                COLUMNS + "WHERE id > $1 ORDER BY id LIMIT $2 FOR KEY SHARE",
                row -> read(tx, row),
                after.orElse(new UUID(0, 0)),
                limit);
    next.forEach(
        message ->
            tx.sql()
                .run(
                    """
                    INSERT INTO tenant.search_tail (workspace_id, at, subject_id, words)
                    SELECT workspace_id, $1, $2, $3::bigint[] FROM tenant.workspace WHERE searchable
                    ON CONFLICT DO NOTHING
                    """,
                    message.createdAt(),
                    message.id(),
                    SealedMessage.INDEX.terms(tx.vault(), message.text().value())));
    return next.stream().map(Message::id).toList();
  }

  /// Those that there are, in no order.
  List<Message> all(Tenant tx, List<UUID> ids) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE id = ANY($1)",
            row -> read(tx, row),
            (Object) ids.toArray(UUID[]::new));
  }

  private Map<UUID, Message> findAll(Tenant tx, List<UUID> ids) {
    return all(tx, ids).stream().collect(Collectors.toMap(Message::id, Function.identity()));
  }

  /// Moves a message on. A state that is not further than the present one changes nothing; the
  /// provider's id is kept the first time it is given, whatever the state. A text of ours that ends
  /// without reaching anybody is a dead letter from then on. True when the state changed.
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
                WITH moved AS (
                  UPDATE tenant.message
                  SET state = $2, error_code = coalesce($3, error_code), error_text = coalesce($4, error_text)
                  WHERE id = $1 AND state = ANY($5) RETURNING workspace_id, id, conversation_id, direction
                ), dead AS (
                  INSERT INTO tenant.dead_letter (workspace_id, message_id, failed_at)
                  SELECT workspace_id, id, $6 FROM moved WHERE direction = 'OUT' AND $7
                  ON CONFLICT DO NOTHING
                )
                SELECT conversation_id FROM moved
                """,
                row -> row.getUUID("conversation_id"),
                id,
                state,
                errorCode,
                tx.vault().seal(ERROR_TEXT, id, errorText.map(Personal::value)),
                before(state),
                tx.now(),
                state == MessageState.FAILED || state == MessageState.UNDELIVERED);
    conversation.ifPresent(
        it -> tx.announce(new Change.MessageChanged(tx.workspace(), it, id, state)));
    return conversation.isPresent();
  }

  /// Has another carrier account send the text, of which none is known to have it. False when it is
  /// not being sent any more, or a carrier has it.
  public boolean giveTo(Tenant tx, UUID id, UUID carrierAccountId) {
    return tx.sql()
            .change(
                """
                UPDATE tenant.message SET carrier_account_id = $2
                WHERE id = $1 AND state = 'SENDING' AND provider_id IS NULL
                """,
                id,
                carrierAccountId)
        == 1;
  }

  /// Cancels a text of the member's that no carrier was given: one that is still `QUEUED`. False
  /// when it is none, or is further.
  public boolean takeBack(Tenant tx, UUID memberId, UUID id) {
    Optional<UUID> conversation =
        tx.sql()
            .one(
                """
                UPDATE tenant.message SET state = 'CANCELED'
                WHERE id = $1 AND state = 'QUEUED' AND author_member_id = $2 RETURNING conversation_id
                """,
                row -> row.getUUID("conversation_id"),
                id,
                memberId);
    conversation.ifPresent(
        it ->
            tx.announce(new Change.MessageChanged(tx.workspace(), it, id, MessageState.CANCELED)));
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
