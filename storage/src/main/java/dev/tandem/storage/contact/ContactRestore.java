package dev.tandem.storage.contact;

import dev.tandem.storage.Change;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Brings contacts back to what they were: one, or the address book as it was at some time.
public final class ContactRestore {
  /// Contacts that one transaction brings back.
  public static final int AT_ONCE = 100;

  private static final UUID FIRST = new UUID(0, 0);

  private final ContactHistory history = new ContactHistory();
  private final Contacts contacts = Contacts.inBulk();
  private final AddressBook book = new AddressBook();

  /// What restoring the address book did.
  ///
  /// @param broughtBack contacts that were deleted since
  /// @param changedBack contacts that were changed since
  /// @param removed contacts that were made since
  /// @param undoAt restoring the address book to this time undoes it
  public record Restored(int broughtBack, int changedBack, int removed, Instant undoAt) {}

  /// Makes a contact what it was in `version`, also when it was deleted since. Empty when there is
  /// no such version.
  public Optional<Contact> version(Tenant tx, UUID id, long version, Author author) {
    book.lock(tx);
    Optional<ContactVersion> wanted = history.version(tx, id, version);
    if (wanted.isEmpty()) {
      return contacts.find(tx, id).filter(now -> now.version() == version);
    }
    Contact restored = make(tx, wanted.get(), author);
    tx.announce(new Change.ContactChanged(tx.workspace(), id));
    return Optional.of(restored);
  }

  private Contact make(Tenant tx, ContactVersion wanted, Author author) {
    UUID id = wanted.contactId();
    ContactCard card = wanted.card().value();
    return contacts
        .replace(tx, id, card, wanted.photoId(), author)
        .orElseGet(() -> bringBack(tx, wanted, author));
  }

  /// A deleted contact lives again. If another took its UID or its name in the collection
  /// meanwhile, it goes on without.
  private Contact bringBack(Tenant tx, ContactVersion wanted, Author author) {
    UUID id = wanted.contactId();
    boolean taken =
        tx.sql()
            .one(
                """
                SELECT FROM tenant.contact c JOIN tenant.contact o ON o.workspace_id = c.workspace_id
                  AND (o.uid_index = c.uid_index OR o.resource_index = c.resource_index)
                WHERE c.id = $1 AND o.id <> c.id AND o.deleted_at IS NULL
                """,
                id)
            .isPresent();
    String uid = taken ? Contact.ownUid(id) : wanted.uid().value();
    tx.sql()
        .run(
            """
            UPDATE tenant.contact SET content = $2, photo_id = $3, version = version + 1, seq = $4,
              changed_at = greatest($5, changed_at), changed_by = $6, changed_with = $7, deleted_at = NULL,
              uid_index = CASE WHEN $8 THEN NULL ELSE uid_index END,
              resource = CASE WHEN $8 THEN NULL ELSE resource END,
              resource_index = CASE WHEN $8 THEN NULL ELSE resource_index END
            WHERE id = $1
            """,
            id,
            tx.vault()
                .seal(
                    ContactRows.CONTENT,
                    id,
                    ContactRows.content(id, uid, wanted.card().value()).bytes()),
            wanted.photoId(),
            AddressBook.next(tx),
            tx.now(),
            author.memberId(),
            author.credentialId(),
            taken);
    Contact restored =
        contacts.find(tx, id).orElseThrow(() -> new IllegalStateException("it was just written"));
    ContactRows.index(tx, id, restored.createdAt(), wanted.card().value());
    return restored;
  }

  /// Makes the address book what it was at `at`, which lies within [ContactHistory#KEPT]: what was
  /// made since is deleted, what was changed or deleted since is as it was then. It goes on in
  /// transactions of [#AT_ONCE]; one that was cut off is finished by another with the same time.
  /// Blocks.
  public Restored book(Storage storage, WorkspaceId workspace, Instant at, Author author) {
    Instant undoAt =
        storage.inWorkspace(
            workspace,
            tx -> {
              book.lock(tx);
              // Just before anything that is done from here on.
              return tx.now().minus(1, ChronoUnit.MICROS);
            });
    int removed = 0;
    for (Batch done = Batch.START; done.more(); removed += done.changed()) {
      UUID after = done.last();
      done = storage.inWorkspace(workspace, tx -> removeNewer(tx, at, after, author));
    }
    int broughtBack = 0;
    int changedBack = 0;
    for (Batch done = Batch.START;
        done.more();
        broughtBack += done.broughtBack(), changedBack += done.changed()) {
      UUID after = done.last();
      done = storage.inWorkspace(workspace, tx -> backTo(tx, at, after, author));
    }
    return new Restored(broughtBack, changedBack, removed, undoAt);
  }

  private record Batch(UUID last, boolean more, int broughtBack, int changed) {
    static final Batch START = new Batch(FIRST, true, 0, 0);
  }

  /// Deletes what was not there. First of all, so that their UIDs are free for those they belonged
  /// to.
  private Batch removeNewer(Tenant tx, Instant at, UUID after, Author author) {
    book.lock(tx);
    List<UUID> ids =
        ids(
            tx,
            """
            SELECT c.id FROM tenant.contact c
            WHERE c.id > $1 AND c.changed_at > $2 AND c.deleted_at IS NULL AND NOT EXISTS (
              SELECT FROM tenant.contact_version v WHERE v.workspace_id = c.workspace_id
                AND v.contact_id = c.id AND v.from_at <= $2 AND v.until_at > $2)
            ORDER BY c.id LIMIT $3
            """,
            after,
            at);
    for (UUID id : ids) {
      contacts.delete(tx, id, author);
    }
    return done(tx, ids, after, 0, ids.size());
  }

  private Batch backTo(Tenant tx, Instant at, UUID after, Author author) {
    book.lock(tx);
    List<UUID> ids =
        ids(
            tx,
            """
            SELECT c.id FROM tenant.contact c
            WHERE c.id > $1 AND c.changed_at > $2 AND EXISTS (
              SELECT FROM tenant.contact_version v WHERE v.workspace_id = c.workspace_id
                AND v.contact_id = c.id AND v.from_at <= $2 AND v.until_at > $2)
            ORDER BY c.id LIMIT $3
            """,
            after,
            at);
    int broughtBack = 0;
    int changed = 0;
    for (UUID id : ids) {
      Optional<Contact> former = contacts.find(tx, id);
      Contact now =
          make(
              tx,
              history
                  .at(tx, id, at)
                  .orElseThrow(() -> new IllegalStateException("it was just seen")),
              author);
      broughtBack += former.isEmpty() ? 1 : 0;
      changed += former.isPresent() && former.get().seq() != now.seq() ? 1 : 0;
    }
    return done(tx, ids, after, broughtBack, changed);
  }

  private static List<UUID> ids(Tenant tx, String sql, UUID after, Instant at) {
    return tx.sql().list(sql, row -> row.getUUID("id"), after, at, AT_ONCE);
  }

  private static Batch done(Tenant tx, List<UUID> ids, UUID after, int broughtBack, int changed) {
    if (broughtBack + changed > 0) {
      tx.announce(new Change.AddressBookChanged(tx.workspace()));
    }
    UUID last = ids.isEmpty() ? after : ids.getLast();
    return new Batch(last, ids.size() == AT_ONCE, broughtBack, changed);
  }
}
