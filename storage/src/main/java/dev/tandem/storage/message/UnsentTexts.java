package dev.tandem.storage.message;

import dev.tandem.storage.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The line of a conversation: texts of ours that no carrier has yet, or may have, in the order in
/// which they are to leave. An index of their own has them in line, however much came in between.
public final class UnsentTexts {
  /// Texts of a line that are counted or called at most.
  public static final int LINE = 100;

  /// How many texts of ours before `seq` no carrier has yet, or are still being asked for, so that
  /// sending this one now would overtake them: up to [#LINE]. One that waits for the morning is no
  /// such text.
  public int before(Tenant tx, UUID conversationId, long seq) {
    return tx.sql()
        .one(
            """
            SELECT count(*)::int AS unsent FROM (
              SELECT FROM tenant.message
              WHERE conversation_id = $1 AND seq < $2
                AND direction = 'OUT' AND state IN ('QUEUED', 'SENDING', 'UNCONFIRMED')
                AND (state <> 'UNCONFIRMED' OR holds_until > $3)
                AND NOT EXISTS (
                  SELECT FROM tenant.daytime_text d WHERE d.message_id = message.id AND d.waits_until IS NOT NULL)
              ORDER BY seq DESC LIMIT $4)
            """,
            row -> row.getInteger("unsent"),
            conversationId,
            seq,
            tx.now(),
            LINE)
        .orElseThrow(() -> new AssertionError("a count has a row"));
  }

  /// Texts of ours after this one that are not settled, in order: up to [#LINE].
  public List<UUID> after(Tenant tx, UUID id) {
    return tx.sql()
        .list(
            """
            SELECT later.id FROM tenant.message m
            JOIN tenant.message later ON later.conversation_id = m.conversation_id AND later.seq > m.seq
            WHERE m.id = $1 AND later.direction = 'OUT' AND later.state IN ('QUEUED', 'SENDING', 'UNCONFIRMED')
            ORDER BY later.seq LIMIT $2
            """,
            row -> row.getUUID("id"),
            id,
            LINE);
  }

  /// Lets the texts behind an unconfirmed one wait until then at the longest, because what the
  /// carrier says may be that it has to be sent again.
  public void holdOthers(Tenant tx, UUID id, Instant until) {
    tx.sql().run("UPDATE tenant.message SET holds_until = $2 WHERE id = $1", id, until);
  }
}
