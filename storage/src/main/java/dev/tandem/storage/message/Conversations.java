package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.message.Conversation.Preview;
import dev.tandem.storage.message.Conversation.State;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Threads with outside numbers, and how far each member has read them.
public final class Conversations {
  private static final SealedColumn PARTICIPANTS =
      new SealedColumn("conversation", "participants", KeyClass.MESSAGES);
  private static final String INDEX = "participants";
  private static final String PARTY_INDEX = "conversation_party";

  /// A member who has read nothing.
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String COLUMNS =
      """
      SELECT c.id, c.number_id, c.participants, c.state, c.snoozed_until, c.assignee_id, c.last_seq, c.last_message_at, c.created_at,
             coalesce(r.through_seq, 0) AS read_seq, c.inbound_count - coalesce(r.inbound_read, 0) AS unread,
             (SELECT count(*) FROM tenant.mention n WHERE n.workspace_id = c.workspace_id
                AND n.conversation_id = c.id AND n.member_id = $1 AND n.read_at IS NULL) AS unread_mentions,
             m.id AS message_id, m.direction, m.content, m.state AS message_state, m.created_at AS message_at,
             m.author_member_id
      FROM tenant.conversation c
      LEFT JOIN tenant.read_mark r
        ON r.workspace_id = c.workspace_id AND r.conversation_id = c.id AND r.member_id = $1
      LEFT JOIN tenant.message m ON m.workspace_id = c.workspace_id AND m.id = c.last_message_id
      """;

  private static final String MENTIONED =
      """
       AND EXISTS (SELECT FROM tenant.mention n WHERE n.workspace_id = c.workspace_id
         AND n.conversation_id = c.id AND n.member_id = $1 AND n.read_at IS NULL)
      """;

  /// The id of the thread between a number and these participants, in whatever order; made when
  /// there is none.
  public UUID findOrCreate(Tenant tx, UUID numberId, List<String> participants) {
    if (participants.isEmpty()) {
      throw new IllegalArgumentException("a conversation has somebody outside");
    }
    String sorted = sorted(participants);
    byte[] index = tx.vault().index(INDEX, sorted);
    Optional<UUID> known = find(tx, numberId, index);
    if (known.isPresent()) {
      return known.get();
    }
    UUID id = Ids.next();
    int added =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.conversation
                  (workspace_id, id, number_id, participants, participants_index, state, last_seq, inbound_count,
                   last_message_at, last_message_hour, created_at)
                VALUES ($1, $2, $3, $4, $5, 'OPEN', 0, 0, $6, date_trunc('hour', $6::timestamptz, 'UTC'), $6)
                ON CONFLICT (workspace_id, number_id, participants_index) DO NOTHING
                """,
                tx.workspace().value(),
                id,
                numberId,
                tx.vault().seal(PARTICIPANTS, id, sorted),
                index,
                tx.now());
    if (added == 0) {
      return find(tx, numberId, index)
          .orElseThrow(() -> new AssertionError("the row that was in the way is there"));
    }
    note(tx, id, participants);
    return id;
  }

  /// Lets a conversation of several be found by each of them.
  private static void note(Tenant tx, UUID id, List<String> participants) {
    List<String> each = participants.stream().distinct().toList();
    if (each.size() > 1) {
      tx.sql()
          .run(
              """
              INSERT INTO tenant.conversation_party (workspace_id, conversation_id, party_index)
              SELECT $1, $2, party FROM unnest($3::bytea[]) AS party
              """,
              tx.workspace().value(),
              id,
              each.stream()
                  .map(party -> Buffer.buffer(tx.vault().index(PARTY_INDEX, party)))
                  .toArray(Buffer[]::new));
    }
  }

  /// One spelling for all orders of the same participants.
  private static String sorted(List<String> participants) {
    return String.join(",", participants.stream().distinct().sorted().toList());
  }

  /// By which conversations with these participants are found.
  static byte[] index(Vault vault, List<String> participants) {
    return vault.index(INDEX, sorted(participants));
  }

  /// The conversation of exactly these people with the number, if there is one.
  public Optional<UUID> with(Tenant tx, UUID numberId, List<String> participants) {
    return find(tx, numberId, index(tx.vault(), participants));
  }

  private static Optional<UUID> find(Tenant tx, UUID numberId, byte[] index) {
    return tx.sql()
        .one(
            "SELECT id FROM tenant.conversation WHERE number_id = $1 AND participants_index = $2",
            row -> row.getUUID("id"),
            numberId,
            index);
  }

  public boolean exists(Tenant tx, UUID id) {
    return tx.sql().one("SELECT id FROM tenant.conversation WHERE id = $1", id).isPresent();
  }

  /// As `memberId` sees it.
  public Optional<Conversation> find(Tenant tx, UUID memberId, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE c.id = $2", row -> read(tx, row), memberId, id);
  }

  /// As each of these members sees it, with two statements however many they are; nothing when
  /// there is none.
  public Map<UUID, Conversation> findForAll(Tenant tx, Collection<UUID> memberIds, UUID id) {
    Optional<Conversation> unread = find(tx, NOBODY, id);
    if (unread.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Conversation> seen = new HashMap<>();
    memberIds.forEach(member -> seen.put(member, unread.get()));
    for (Row mark :
        tx.sql()
            .run(
                """
                SELECT m.id AS member_id, coalesce(r.through_seq, 0) AS through_seq,
                       coalesce(r.inbound_read, 0) AS inbound_read, coalesce(n.mentions, 0) AS mentions
                FROM unnest($2::uuid[]) AS m (id)
                LEFT JOIN tenant.read_mark r ON r.conversation_id = $1 AND r.member_id = m.id
                LEFT JOIN (
                  SELECT member_id, count(*) AS mentions FROM tenant.mention
                  WHERE conversation_id = $1 AND read_at IS NULL GROUP BY member_id
                ) n ON n.member_id = m.id
                WHERE r.member_id IS NOT NULL OR n.member_id IS NOT NULL
                """,
                id,
                memberIds.toArray(UUID[]::new))) {
      long throughSeq = mark.getLong("through_seq");
      seen.put(
          mark.getUUID("member_id"),
          unread
              .get()
              .readUpTo(throughSeq, mark.getLong("inbound_read"), mark.getLong("mentions")));
    }
    return seen;
  }

  /// As `memberId` sees them, the one with the newest message first.
  public Page<Conversation> page(
      Tenant tx, UUID memberId, ConversationFilter filter, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    List<Object> values = new ArrayList<>(List.of(memberId, from.time(), from.id(), rows + 1));
    StringBuilder sql =
        new StringBuilder(COLUMNS)
            .append(
                """
                WHERE c.last_message_hour <= date_trunc('hour', $2::timestamptz, 'UTC')
                  AND (c.last_message_at, c.id) < ($2, $3)
                """);
    and(sql, values, " AND c.state = ", filter.state());
    and(sql, values, " AND c.assignee_id = ", filter.assigneeId());
    and(sql, values, " AND c.number_id = ", filter.numberId());
    if (filter.mentioned()) {
      sql.append(MENTIONED);
    }
    sql.append(" ORDER BY c.last_message_hour DESC, c.last_message_at DESC, c.id DESC LIMIT $4");
    List<Conversation> found =
        tx.sql().list(sql.toString(), row -> read(tx, row), values.toArray());
    return Page.cut(found, rows, last -> new Cursor(last.lastMessageAt(), last.id()).text());
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, Optional<?> value) {
    value.ifPresent(
        it -> {
          values.add(it);
          sql.append(condition).append('$').append(values.size());
        });
  }

  /// Notes that the member has read up to `throughSeq`, texts and mentions; never goes back. False
  /// when nothing moved.
  public boolean markRead(Tenant tx, UUID memberId, UUID id, long throughSeq) {
    boolean moved =
        tx.sql()
                .change(
                    """
                    INSERT INTO tenant.read_mark AS mark
                      (workspace_id, conversation_id, member_id, through_seq, inbound_read)
                    SELECT m.workspace_id, m.conversation_id, $2, m.seq, m.inbound_number
                    FROM tenant.message m
                    WHERE m.conversation_id = $1 AND m.seq <= $3 ORDER BY m.seq DESC LIMIT 1
                    ON CONFLICT (workspace_id, conversation_id, member_id)
                      DO UPDATE SET through_seq = excluded.through_seq, inbound_read = excluded.inbound_read
                      WHERE mark.through_seq < excluded.through_seq
                    """,
                    id,
                    memberId,
                    throughSeq)
            == 1;
    boolean called = readMentions(tx, memberId, id, throughSeq);
    if (moved || called) {
      tx.announce(new Change.ConversationChanged(tx.workspace(), id));
    }
    return moved || called;
  }

  private static boolean readMentions(Tenant tx, UUID memberId, UUID id, long throughSeq) {
    return tx.sql()
            .change(
                """
                UPDATE tenant.mention SET read_at = $4
                WHERE member_id = $1 AND conversation_id = $2 AND seq <= $3 AND read_at IS NULL
                """,
                memberId,
                id,
                throughSeq,
                tx.now())
        > 0;
  }

  /// Holds the thread until the transaction ends: no text is added to it meanwhile. False when
  /// there is none.
  public boolean hold(Tenant tx, UUID id) {
    return tx.sql()
        .one("SELECT id FROM tenant.conversation WHERE id = $1 FOR UPDATE", id)
        .isPresent();
  }

  /// Announces that what is shown of the threads with somebody, alone and among others, is another.
  ///
  /// @param numberId of ours; all numbers when empty
  public void touched(Tenant tx, String party, Optional<UUID> numberId) {
    tx.sql()
        .list(
            """
            SELECT id FROM tenant.conversation
            WHERE (participants_index = $1
                OR id IN (SELECT conversation_id FROM tenant.conversation_party WHERE party_index = $2))
              AND number_id = coalesce($3::uuid, number_id)
            """,
            row -> row.getUUID("id"),
            index(tx.vault(), List.of(party)),
            tx.vault().index(PARTY_INDEX, party),
            numberId)
        .forEach(id -> tx.announce(new Change.ConversationChanged(tx.workspace(), id)));
  }

  private static Conversation read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    String participants = tx.vault().openText(PARTICIPANTS, id, Sql.bytes(row, "participants"));
    return new Conversation(
        id,
        row.getUUID("number_id"),
        Personal.of(Stream.of(participants.split(",", -1)).toList()),
        State.valueOf(row.getString("state")),
        Sql.maybeInstant(row, "snoozed_until"),
        Sql.maybeId(row, "assignee_id"),
        row.getLong("last_seq"),
        Sql.instant(row, "last_message_at"),
        row.getLong("read_seq"),
        row.getLong("unread"),
        row.getLong("unread_mentions"),
        preview(tx, row),
        Sql.instant(row, "created_at"));
  }

  private static Optional<Preview> preview(Tenant tx, Row row) {
    return Sql.maybeId(row, "message_id")
        .map(
            id ->
                new Preview(
                    id,
                    Direction.valueOf(row.getString("direction")),
                    Messages.text(tx, id, Sql.bytes(row, "content")),
                    MessageState.valueOf(row.getString("message_state")),
                    Sql.instant(row, "message_at"),
                    Sql.maybeId(row, "author_member_id")));
  }
}
