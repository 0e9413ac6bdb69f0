package dev.tandem.storage.contact;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What contacts were before, for [#KEPT].
public final class ContactHistory {
  /// How long a former version is kept after it ended.
  public static final Duration KEPT = Duration.ofDays(90);

  private static final Duration UNUSED_PICTURE = Duration.ofHours(1);

  private static final SealedColumn CONTENT =
      new SealedColumn("contact_version", "content", KeyClass.ACCOUNT);

  /// The versions of a contact, the newest first; of one that is there, what it is now comes first.
  /// At most `limit`, older than version `before`.
  public List<ContactVersion> versions(Tenant tx, UUID contactId, long before, int limit) {
    return tx.sql()
        .list(
            """
            SELECT * FROM tenant.contact_version WHERE contact_id = $1 AND version < $2
            ORDER BY version DESC LIMIT $3
            """,
            row -> read(tx, row),
            contactId,
            before,
            limit);
  }

  /// A contact that was deleted, as it was last, and its place in the order of changes.
  public record Deleted(long seq, ContactVersion last) {}

  /// The deleted contacts that can still be brought back, the last deleted first; at most `limit`,
  /// deleted before the change `before`.
  public List<Deleted> deleted(Tenant tx, long before, int limit) {
    return tx.sql()
        .list(
            """
            SELECT v.*, c.seq FROM tenant.contact c CROSS JOIN LATERAL (
              SELECT * FROM tenant.contact_version o WHERE o.contact_id = c.id
              ORDER BY o.version DESC LIMIT 1) v
            WHERE c.deleted_at IS NOT NULL AND c.seq < $1 AND v.deleted
            ORDER BY c.seq DESC LIMIT $2
            """,
            row -> new Deleted(row.getLong("seq"), read(tx, row)),
            before,
            limit);
  }

  /// One former version.
  public Optional<ContactVersion> version(Tenant tx, UUID contactId, long version) {
    return tx.sql()
        .one(
            "SELECT * FROM tenant.contact_version WHERE contact_id = $1 AND version = $2",
            row -> read(tx, row),
            contactId,
            version);
  }

  /// What a contact was at a time before its last change; empty when it was not there.
  public Optional<ContactVersion> at(Tenant tx, UUID contactId, Instant at) {
    return tx.sql()
        .one(
            """
            SELECT * FROM tenant.contact_version WHERE contact_id = $1 AND from_at <= $2 AND until_at > $2
            """,
            row -> read(tx, row),
            contactId,
            at);
  }

  /// Forgets what ended more than [#KEPT] ago: versions, deletions, and pictures that nobody has
  /// any more; at most `limit` of each. Returns how many.
  public int sweep(Tenant tx, int limit) {
    Instant before = tx.now().minus(KEPT);
    int versions =
        tx.sql()
            .change(
                """
                DELETE FROM tenant.contact_version WHERE id IN (
                  SELECT id FROM tenant.contact_version WHERE until_at < $1 LIMIT $2)
                """,
                before,
                limit);
    return versions + deletions(tx, before, limit) + pictures(tx, limit);
  }

  private static int deletions(Tenant tx, Instant before, int limit) {
    new AddressBook().lock(tx);
    List<Long> gone =
        tx.sql()
            .list(
                """
                DELETE FROM tenant.contact WHERE id IN (
                  SELECT id FROM tenant.contact WHERE deleted_at < $1 ORDER BY seq LIMIT $2) RETURNING seq
                """,
                row -> row.getLong("seq"),
                before,
                limit);
    if (!gone.isEmpty()) {
      tx.sql()
          .run(
              "UPDATE tenant.address_book SET swept_seq = greatest(swept_seq, $1)",
              gone.stream().mapToLong(Long::longValue).max().orElseThrow());
    }
    return gone.size();
  }

  private static int pictures(Tenant tx, int limit) {
    return tx.sql()
        .change(
            """
            DELETE FROM tenant.contact_photo WHERE id IN (
              SELECT p.id FROM tenant.contact_photo p WHERE p.created_at < $1
                AND NOT EXISTS (SELECT FROM tenant.contact c
                  WHERE c.workspace_id = p.workspace_id AND c.photo_id = p.id)
                AND NOT EXISTS (SELECT FROM tenant.contact_version v
                  WHERE v.workspace_id = p.workspace_id AND v.photo_id = p.id)
              LIMIT $2)
            """,
            tx.now().minus(UNUSED_PICTURE),
            limit);
  }

  /// Keeps what `former` was and answers when it ended: now, or when it began if a transaction that
  /// began later was earlier.
  static Instant keep(Tenant tx, Contact former, Author author, boolean deleted) {
    Instant until = tx.now().isAfter(former.changedAt()) ? tx.now() : former.changedAt();
    UUID id = Ids.next();
    ContactContent content =
        ContactRows.content(former.id(), former.uid().value(), former.card().value());
    tx.sql()
        .run(
            """
            INSERT INTO tenant.contact_version (workspace_id, id, contact_id, version, content, photo_id, from_at,
              until_at, made_by, made_with, ended_by, ended_with, deleted)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            tx.workspace().value(),
            id,
            former.id(),
            former.version(),
            tx.vault().seal(CONTENT, id, content.bytes()),
            former.photoId(),
            former.changedAt(),
            until,
            former.changedBy().memberId(),
            former.changedBy().credentialId(),
            author.memberId(),
            author.credentialId(),
            deleted);
    return until;
  }

  private static ContactVersion read(Tenant tx, Row row) {
    ContactContent content =
        ContactContent.of(tx.vault().open(CONTENT, row.getUUID("id"), Sql.bytes(row, "content")));
    UUID id = row.getUUID("contact_id");
    return new ContactVersion(
        id,
        row.getLong("version"),
        Personal.of(content.uid().isEmpty() ? Contact.ownUid(id) : content.uid()),
        Personal.of(content.card()),
        Sql.maybeId(row, "photo_id"),
        Sql.instant(row, "from_at"),
        Sql.maybeInstant(row, "until_at"),
        new Author(Sql.maybeId(row, "made_by"), Sql.maybeId(row, "made_with")),
        new Author(Sql.maybeId(row, "ended_by"), Sql.maybeId(row, "ended_with")),
        row.getBoolean("deleted"));
  }
}
