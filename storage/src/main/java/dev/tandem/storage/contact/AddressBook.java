package dev.tandem.storage.contact;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The workspace's contacts as one collection: its count of changes, and what changed since one of
/// them (what RFC 6578 calls a sync token).
public final class AddressBook {
  /// Where the count stands, and from where on it can be asked what changed: deletions up to
  /// `sweptSeq` are forgotten, so who has seen less has to read everything.
  public record State(long seq, long sweptSeq) {
    /// Whether [#changedSince] tells everything to somebody who has seen up to `since`.
    public boolean answers(long since) {
      return since >= sweptSeq && since <= seq;
    }
  }

  /// A contact that was made, changed or deleted; several changes of one contact are its last.
  ///
  /// @param resource the name in the collection that a client chose
  public record Entry(UUID id, Optional<Personal<String>> resource, long seq, boolean deleted) {}

  public State state(Tenant tx) {
    return tx.sql()
        .one("SELECT seq, swept_seq FROM tenant.address_book")
        .map(row -> new State(row.getLong("seq"), row.getLong("swept_seq")))
        .orElse(new State(0, 0));
  }

  /// Changes after `since` in their order, at most `limit`; the last one's `seq` asks for the rest.
  /// A deleted contact whose name in the collection is in use again is left out.
  public List<Entry> changedSince(Tenant tx, long since, int limit) {
    return tx.sql()
        .list(
            """
            SELECT c.id, c.resource, c.seq, c.deleted_at IS NOT NULL AS deleted FROM tenant.contact c
            WHERE c.seq > $1 AND (c.deleted_at IS NULL OR c.resource_index IS NULL OR NOT EXISTS (
              SELECT FROM tenant.contact o WHERE o.workspace_id = c.workspace_id
                AND o.resource_index = c.resource_index AND o.deleted_at IS NULL))
            ORDER BY c.seq LIMIT $2
            """,
            row -> entry(tx, row),
            since,
            limit);
  }

  private static Entry entry(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Entry(
        id,
        Sql.maybeBytes(row, "resource")
            .map(bytes -> Personal.of(tx.vault().openText(ContactRows.RESOURCE, id, bytes))),
        row.getLong("seq"),
        row.getBoolean("deleted"));
  }

  /// How many contacts there are.
  public long size(Tenant tx) {
    return tx.sql()
        .one("SELECT count(*) AS size FROM tenant.contact WHERE deleted_at IS NULL")
        .map(row -> row.getLong("size"))
        .orElse(0L);
  }

  /// Lets nobody else change a contact of the workspace until the transaction ends. For who looks
  /// first and changes then (`If-Match`, duplicates); every change locks by itself.
  public void lock(Tenant tx) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.address_book (workspace_id, seq) VALUES ($1, 0)
            ON CONFLICT (workspace_id) DO UPDATE SET seq = address_book.seq
            """,
            tx.workspace().value());
  }

  /// The next place in the order of changes; locks as well.
  static long next(Tenant tx) {
    return tx.sql()
        .one(
            """
            INSERT INTO tenant.address_book (workspace_id, seq) VALUES ($1, 1)
            ON CONFLICT (workspace_id) DO UPDATE SET seq = address_book.seq + 1 RETURNING seq
            """,
            tx.workspace().value())
        .orElseThrow(() -> new IllegalStateException("an upsert returns its row"))
        .getLong("seq");
  }
}
