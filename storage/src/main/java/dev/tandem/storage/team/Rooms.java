package dev.tandem.storage.team;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Channels and direct rooms, and who is in them.
public final class Rooms {
  private static final SealedColumn NAME = new SealedColumn("room", "name", KeyClass.MESSAGES);
  private static final String INDEX = "room";

  /// What a member, `$1`, may see.
  static final String VISIBLE =
      """
      (r.open OR EXISTS (SELECT FROM tenant.room_member v
         WHERE v.workspace_id = r.workspace_id AND v.room_id = r.id AND v.member_id = $1))
      """;

  private static final String COLUMNS =
      """
      SELECT r.id, r.kind, r.name, r.open, r.last_seq, r.last_at, r.created_at, mine.read_seq,
             ARRAY(SELECT m.member_id FROM tenant.room_member m
                   WHERE m.workspace_id = r.workspace_id AND m.room_id = r.id ORDER BY m.joined_at, m.member_id)
               AS members
      FROM tenant.room r
      LEFT JOIN tenant.room_member mine
        ON mine.workspace_id = r.workspace_id AND mine.room_id = r.id AND mine.member_id = $1
      WHERE
      """
          + VISIBLE;

  /// Makes a channel with these members. False when there is an open one of that name.
  public boolean createChannel(
      Tenant tx, UUID id, String name, boolean open, Collection<UUID> members) {
    boolean made = insert(tx, id, Room.Kind.CHANNEL, Optional.of(name), open, key(id, name, open));
    if (made) {
      add(tx, id, members);
      announce(tx, id);
    }
    return made;
  }

  /// There is one open channel of a name, in whatever case; closed ones say nothing of each other.
  private static String key(UUID id, String name, boolean open) {
    return open ? "channel " + name.toLowerCase(Locale.ROOT) : "closed " + id;
  }

  /// The id of the direct room of exactly these members; made under `id` when there is none.
  public UUID direct(Tenant tx, UUID id, Collection<UUID> members) {
    List<UUID> sorted = members.stream().distinct().sorted().toList();
    String key = "direct " + sorted;
    if (insert(tx, id, Room.Kind.DIRECT, Optional.empty(), false, key)) {
      add(tx, id, sorted);
      announce(tx, id);
      return id;
    }
    return tx.sql()
        .one(
            "SELECT id FROM tenant.room WHERE key_index = $1",
            row -> row.getUUID("id"),
            tx.vault().index(INDEX, key))
        .orElseThrow(() -> new AssertionError("the row that was in the way is there"));
  }

  private static boolean insert(
      Tenant tx, UUID id, Room.Kind kind, Optional<String> name, boolean open, String key) {
    return tx.sql()
            .change(
                """
                INSERT INTO tenant.room
                  (workspace_id, id, kind, open, name, key_index, last_seq, last_at, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $7)
                ON CONFLICT (workspace_id, key_index) DO NOTHING
                """,
                tx.workspace().value(),
                id,
                kind,
                open,
                tx.vault().seal(NAME, id, name),
                tx.vault().index(INDEX, key),
                tx.now())
        == 1;
  }

  /// Gives a channel another name. False when an open one has it already.
  public boolean rename(Tenant tx, UUID id, String name, boolean open) {
    byte[] index = tx.vault().index(INDEX, key(id, name, open));
    boolean taken =
        tx.sql()
            .one("SELECT id FROM tenant.room WHERE key_index = $1 AND id <> $2", index, id)
            .isPresent();
    if (!taken) {
      tx.sql()
          .run(
              "UPDATE tenant.room SET name = $2, key_index = $3 WHERE id = $1 AND kind = 'CHANNEL'",
              id,
              tx.vault().seal(NAME, id, name),
              index);
      announce(tx, id);
    }
    return !taken;
  }

  /// Lets members in; what was said before is read for them. False when all were in it already.
  public boolean join(Tenant tx, UUID id, Collection<UUID> members) {
    boolean joined = add(tx, id, members) > 0;
    if (joined) {
      announce(tx, id);
    }
    return joined;
  }

  private static int add(Tenant tx, UUID id, Collection<UUID> members) {
    return tx.sql()
        .change(
            """
            INSERT INTO tenant.room_member (workspace_id, room_id, member_id, read_seq, joined_at)
            SELECT r.workspace_id, r.id, m.id, r.last_seq, $3
            FROM tenant.room r, unnest($2::uuid[]) AS m (id) WHERE r.id = $1
            ON CONFLICT DO NOTHING
            """,
            id,
            members.stream().distinct().toArray(UUID[]::new),
            tx.now());
  }

  /// Takes a member out. False when they were not in it.
  public boolean leave(Tenant tx, UUID id, UUID memberId) {
    boolean left =
        tx.sql()
                .change(
                    "DELETE FROM tenant.room_member WHERE room_id = $1 AND member_id = $2",
                    id,
                    memberId)
            == 1;
    if (left) {
      announce(tx, id);
      tx.announce(new Change.RoomLeft(tx.workspace(), id, memberId));
    }
    return left;
  }

  /// As `memberId` sees it; nothing when they may not.
  public Optional<Room> find(Tenant tx, UUID memberId, UUID id) {
    return tx.sql().one(COLUMNS + " AND r.id = $2", row -> read(tx, row), memberId, id);
  }

  /// What `memberId` may see, the one in which something was said last first.
  public Page<Room> page(Tenant tx, UUID memberId, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    List<Room> found =
        tx.sql()
            .list(
                COLUMNS
                    + " AND (r.last_at, r.id) < ($2, $3) ORDER BY r.last_at DESC, r.id DESC LIMIT $4",
                row -> read(tx, row),
                memberId,
                from.time(),
                from.id(),
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.lastAt(), last.id()).text());
  }

  /// Notes that the member has read up to `throughSeq`; never goes back. False when nothing moved.
  public boolean markRead(Tenant tx, UUID memberId, UUID id, long throughSeq) {
    boolean moved =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.room_member m SET read_seq = least($3, r.last_seq)
                    FROM tenant.room r
                    WHERE r.id = $1 AND m.room_id = r.id AND m.workspace_id = r.workspace_id
                      AND m.member_id = $2 AND m.read_seq < least($3, r.last_seq)
                    """,
                    id,
                    memberId,
                    throughSeq)
            == 1;
    if (moved) {
      tx.announce(new Change.RoomRead(tx.workspace(), id, memberId));
    }
    return moved;
  }

  private static void announce(Tenant tx, UUID id) {
    tx.announce(new Change.RoomChanged(tx.workspace(), id));
  }

  private static Room read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    Long readSeq = row.getLong("read_seq");
    return new Room(
        id,
        Room.Kind.valueOf(row.getString("kind")),
        Sql.maybeBytes(row, "name").map(bytes -> Personal.of(tx.vault().openText(NAME, id, bytes))),
        row.getBoolean("open"),
        Arrays.asList(row.getArrayOfUUIDs("members")),
        readSeq != null,
        row.getLong("last_seq"),
        readSeq == null ? 0 : readSeq,
        Sql.instant(row, "last_at"),
        Sql.instant(row, "created_at"));
  }
}
