package dev.tandem.storage.draft;

import dev.tandem.storage.Change;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Members' drafts.
public final class Drafts {
  /// Drafts that are kept of a member; the oldest goes for one more.
  public static final int MAX = 200;

  private static final SealedColumn CONTENT =
      new SealedColumn("draft", "content", KeyClass.MESSAGES);
  private static final String COLUMNS =
      "SELECT id, kind, place_id, content, changed_at FROM tenant.draft ";

  /// Keeps what the member has written there so far, in place of what was kept before.
  public void save(Tenant tx, UUID memberId, Draft.Kind kind, UUID place, Personal<String> text) {
    UUID id = id(tx, memberId, kind, place);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.draft (workspace_id, id, member_id, kind, place_id, content, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (workspace_id, id) DO UPDATE
              SET content = excluded.content, changed_at = excluded.changed_at
            """,
            tx.workspace().value(),
            id,
            memberId,
            kind,
            place,
            tx.vault().seal(CONTENT, id, text.value()),
            tx.now());
    tx.sql()
        .run(
            """
            DELETE FROM tenant.draft d USING (
              SELECT workspace_id, id FROM tenant.draft WHERE member_id = $1
              ORDER BY changed_at DESC, id OFFSET $2) old
            WHERE d.workspace_id = old.workspace_id AND d.id = old.id
            """,
            memberId,
            MAX);
    announce(tx, memberId, kind, place);
  }

  /// Forgets it. False when there is none.
  public boolean clear(Tenant tx, UUID memberId, Draft.Kind kind, UUID place) {
    boolean cleared =
        tx.sql().change("DELETE FROM tenant.draft WHERE id = $1", id(tx, memberId, kind, place))
            == 1;
    if (cleared) {
      announce(tx, memberId, kind, place);
    }
    return cleared;
  }

  /// The member's, the one that was changed last first.
  public List<Draft> all(Tenant tx, UUID memberId) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE member_id = $1 ORDER BY changed_at DESC, id LIMIT $2",
            row -> read(tx, row),
            memberId,
            MAX);
  }

  public Optional<Draft> find(Tenant tx, UUID memberId, Draft.Kind kind, UUID place) {
    return tx.sql()
        .one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id(tx, memberId, kind, place));
  }

  private static void announce(Tenant tx, UUID memberId, Draft.Kind kind, UUID place) {
    tx.announce(new Change.DraftChanged(tx.workspace(), memberId, kind, place));
  }

  /// There is one draft of a member, kind and place, so its id is made of these.
  private static UUID id(Tenant tx, UUID memberId, Draft.Kind kind, UUID place) {
    ByteBuffer index =
        ByteBuffer.wrap(tx.vault().index("draft", memberId + " " + kind + " " + place));
    return new UUID(index.getLong(), index.getLong());
  }

  private static Draft read(Tenant tx, Row row) {
    return new Draft(
        Draft.Kind.valueOf(row.getString("kind")),
        row.getUUID("place_id"),
        Personal.of(tx.vault().openText(CONTENT, row.getUUID("id"), Sql.bytes(row, "content"))),
        Sql.instant(row, "changed_at"));
  }
}
