package dev.tandem.storage.schedule;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.schedule.ScheduledText.HeldFor;
import dev.tandem.storage.schedule.ScheduledText.State;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The texts that wait for their time. Who sends one holds its conversation first
/// ([dev.tandem.storage.message.Conversations#hold]) and then [#lock]s the text, in the order in
/// which a text that comes in does.
public final class ScheduledTexts {
  private static final Duration SENT_KEPT = Duration.ofDays(30);
  private static final SealedColumn CONTENT =
      new SealedColumn("scheduled_text", "content", KeyClass.MESSAGES);
  private static final String COLUMNS =
      """
      SELECT id, conversation_id, author_member_id, content, wanted_at, send_at, unless_reply, state, held_for,
             message_id, created_at
      FROM tenant.scheduled_text
      """;

  public ScheduledText create(Tenant tx, NewScheduledText text) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.scheduled_text
              (workspace_id, id, conversation_id, author_member_id, content, wanted_at, send_at, unless_reply, state,
               created_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'WAITING', $8, $8)
            """,
            tx.workspace().value(),
            text.id(),
            text.conversationId(),
            text.authorMemberId(),
            tx.vault().seal(CONTENT, text.id(), text.text().value()),
            text.sendAt(),
            text.unlessReply(),
            tx.now());
    announce(tx, text.conversationId());
    return find(tx, text.id()).orElseThrow(() -> new AssertionError("it was just made"));
  }

  public Optional<ScheduledText> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// The text as nobody changes it until the transaction ends.
  public Optional<ScheduledText> lock(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1 FOR UPDATE", row -> read(tx, row), id);
  }

  /// What has not left of a conversation, the next one first.
  public List<ScheduledText> of(Tenant tx, UUID conversationId) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE conversation_id = $1 AND state <> 'SENT' ORDER BY send_at, id",
            row -> read(tx, row),
            conversationId);
  }

  /// What has not left of the workspace, the one written last first.
  public Page<ScheduledText> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    List<ScheduledText> found =
        tx.sql()
            .list(
                COLUMNS
                    + """
                    WHERE state <> 'SENT' AND (created_at, id) < ($1, $2)
                    ORDER BY created_at DESC, id DESC LIMIT $3
                    """,
                row -> read(tx, row),
                from.time(),
                from.id(),
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.createdAt(), last.id()).text());
  }

  /// How many have not left, of a conversation and of the workspace.
  public Unsent unsent(Tenant tx, UUID conversationId) {
    return tx.sql()
        .one(
            """
            SELECT count(*) FILTER (WHERE conversation_id = $1) AS here, count(*) AS anywhere
            FROM tenant.scheduled_text WHERE state <> 'SENT'
            """,
            row -> new Unsent(row.getLong("here"), row.getLong("anywhere")),
            conversationId)
        .orElseThrow(() -> new AssertionError("a count has a row"));
  }

  /// @param here in one conversation
  /// @param anywhere in the workspace
  public record Unsent(long here, long anywhere) {}

  /// Makes it another text, of `memberId`, that waits for `sendAt`. False when it has left.
  public boolean change(
      Tenant tx,
      UUID id,
      UUID memberId,
      Personal<String> text,
      Instant sendAt,
      boolean unlessReply) {
    return announced(
        tx,
        """
        UPDATE tenant.scheduled_text
        SET author_member_id = $3, content = $4, wanted_at = $5, send_at = $5, unless_reply = $6, state = 'WAITING',
            held_for = NULL, changed_at = $2
        WHERE id = $1 AND state <> 'SENT' RETURNING conversation_id
        """,
        id,
        tx.now(),
        memberId,
        tx.vault().seal(CONTENT, id, text.value()),
        sendAt,
        unlessReply);
  }

  /// Lets it wait until `sendAt` instead; what its author chose is kept beside. False when it waits
  /// no more.
  public boolean postpone(Tenant tx, UUID id, Instant sendAt) {
    return announced(
        tx,
        """
        UPDATE tenant.scheduled_text SET send_at = $3, changed_at = $2
        WHERE id = $1 AND state = 'WAITING' RETURNING conversation_id
        """,
        id,
        tx.now(),
        sendAt);
  }

  /// Keeps it back until somebody decides. False when it waits no more.
  public boolean hold(Tenant tx, UUID id, HeldFor heldFor) {
    return announced(
        tx,
        """
        UPDATE tenant.scheduled_text SET state = 'HELD', held_for = $3, changed_at = $2
        WHERE id = $1 AND state = 'WAITING' RETURNING conversation_id
        """,
        id,
        tx.now(),
        heldFor);
  }

  /// It was handed in as this message. False when it was before.
  public boolean sent(Tenant tx, UUID id, UUID messageId) {
    return announced(
        tx,
        """
        UPDATE tenant.scheduled_text SET state = 'SENT', held_for = NULL, message_id = $3, changed_at = $2
        WHERE id = $1 AND state <> 'SENT' RETURNING conversation_id
        """,
        id,
        tx.now(),
        messageId);
  }

  /// Forgets a text that has not left. False when it has, or is not there.
  public boolean cancel(Tenant tx, UUID id) {
    return announced(
        tx,
        "DELETE FROM tenant.scheduled_text WHERE id = $1 AND state <> 'SENT' RETURNING conversation_id",
        id);
  }

  /// Forgets texts that left 30 days ago and are messages since; returns how many.
  public int sweep(Tenant tx, int rows) {
    return tx.sql()
        .change(
            """
            DELETE FROM tenant.scheduled_text WHERE id IN (
              SELECT id FROM tenant.scheduled_text WHERE state = 'SENT' AND changed_at < $1 LIMIT $2)
            """,
            tx.now().minus(SENT_KEPT),
            rows);
  }

  private static boolean announced(Tenant tx, String sql, Object... values) {
    Optional<UUID> conversation = tx.sql().one(sql, row -> row.getUUID("conversation_id"), values);
    conversation.ifPresent(id -> announce(tx, id));
    return conversation.isPresent();
  }

  private static void announce(Tenant tx, UUID conversationId) {
    tx.announce(new Change.ScheduledTextsChanged(tx.workspace(), conversationId));
  }

  private static ScheduledText read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new ScheduledText(
        id,
        row.getUUID("conversation_id"),
        row.getUUID("author_member_id"),
        Personal.of(tx.vault().openText(CONTENT, id, Sql.bytes(row, "content"))),
        Sql.instant(row, "wanted_at"),
        Sql.instant(row, "send_at"),
        row.getBoolean("unless_reply"),
        State.valueOf(row.getString("state")),
        Sql.maybeText(row, "held_for").map(HeldFor::valueOf),
        Sql.maybeId(row, "message_id"),
        Sql.instant(row, "created_at"));
  }
}
