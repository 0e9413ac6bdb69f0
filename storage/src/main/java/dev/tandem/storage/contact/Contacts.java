package dev.tandem.storage.contact;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.search.Hit;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The contacts of a workspace. Changes keep what was before ([ContactHistory]) and take a place in
/// the order of the [AddressBook].
public final class Contacts {
  private final boolean announcing;

  /// Every change is announced.
  public Contacts() {
    this(true);
  }

  private Contacts(boolean announcing) {
    this.announcing = announcing;
  }

  /// For changes of very many: they are not announced, and who makes them announces
  /// [Change.AddressBookChanged] once.
  public static Contacts inBulk() {
    return new Contacts(false);
  }

  // ---- looking ----

  public Optional<Contact> find(Tenant tx, UUID id) {
    return tx.sql().one(ContactRows.LIVE + "AND c.id = $1", row -> ContactRows.read(tx, row), id);
  }

  /// The contacts of many ids; what is gone is left out.
  public Map<UUID, Contact> findAll(Tenant tx, Collection<UUID> ids) {
    return list(tx, "AND c.id = ANY($1)", (Object) ids.toArray(UUID[]::new)).stream()
        .collect(Collectors.toMap(Contact::id, Function.identity()));
  }

  /// Newest first.
  public Page<Contact> page(Tenant tx, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    UUID before = cursor.map(Cursor::parse).orElse(Cursor.START).id();
    List<Contact> found = list(tx, "AND c.id < $1 ORDER BY c.id DESC LIMIT $2", before, rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.createdAt(), last.id()).text());
  }

  /// Whom vCard's UID names.
  public Optional<Contact> byUid(Tenant tx, String uid) {
    Optional<Contact> own =
        uid.startsWith("urn:uuid:") ? ownUid(uid).flatMap(id -> find(tx, id)) : Optional.empty();
    return own.filter(contact -> contact.uid().value().equals(uid))
        .or(() -> first(tx, "AND c.uid_index = $1", ContactRows.uidIndex(tx, uid)));
  }

  private static Optional<UUID> ownUid(String uid) {
    try {
      UUID id = UUID.fromString(uid.substring("urn:uuid:".length()));
      return Optional.of(id).filter(it -> uid.equals(Contact.ownUid(it)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whom a CardDAV client gave this name in the collection.
  public Optional<Contact> byResource(Tenant tx, String resource) {
    return first(tx, "AND c.resource_index = $1", ContactRows.resourceIndex(tx, resource));
  }

  /// Whose e-mail address this is, upper and lower case alike; the contact that was made first,
  /// when several have it.
  public Optional<Contact> byEmail(Tenant tx, String email) {
    return first(
        tx,
        "AND c.id IN (SELECT e.contact_id FROM tenant.contact_email e WHERE e.email_index = $1) ORDER BY c.id LIMIT 1",
        ContactRows.emailIndex(tx, email));
  }

  /// Whose number this is; the contact that was made first, when several have it.
  public Optional<Contact> byNumber(Tenant tx, String e164) {
    return Optional.ofNullable(byNumbers(tx, List.of(e164)).get(e164));
  }

  /// The contacts of many numbers in one go, for lists. Numbers of nobody are left out.
  public Map<String, Contact> byNumbers(Tenant tx, Collection<String> e164s) {
    Map<String, Contact> found = new HashMap<>();
    if (e164s.isEmpty()) {
      return found;
    }
    List<Contact> contacts =
        list(
            tx,
            """
            AND c.id IN (SELECT n.contact_id FROM tenant.contact_number n WHERE n.e164_index = ANY($1))
            ORDER BY c.id
            """,
            (Object)
                e164s.stream()
                    .map(e164 -> ContactRows.numberIndex(tx, e164))
                    .toArray(byte[][]::new));
    for (Contact contact : contacts) {
      for (String number : contact.numbers().value()) {
        if (e164s.contains(number)) {
          found.putIfAbsent(number, contact);
        }
      }
    }
    return found;
  }

  /// Contacts with all words of the query in what is written about them, or a number with these
  /// last digits; newest first. Highlights count in the name, behind it in a line for each number,
  /// then in lines for e-mail addresses, nickname, organisation, custom fields and notes.
  public Page<Hit<Contact>> search(Tenant tx, String query, Optional<String> cursor, int limit) {
    return ContactRows.SEARCHED.find(
        tx, query, cursor, limit, ids -> findAll(tx, ids), Contacts::searched);
  }

  /// Indexes the contacts behind `after` in the order of their ids, for a search that was switched
  /// on; which they were. They are held against change until the transaction ends.
  public List<UUID> reindex(Tenant tx, Optional<UUID> after, int limit) {
    List<Contact> next =
        list(
            tx,
            "AND c.id > $1 ORDER BY c.id LIMIT $2 FOR SHARE OF c",
            after.orElse(new UUID(0, 0)),
            limit);
    next.forEach(
        contact ->
            ContactRows.SEARCHED.add(tx, contact.id(), contact.createdAt(), searched(contact)));
    return next.stream().map(Contact::id).toList();
  }

  /// What of a contact is searched; what is written in its notes stands last.
  public static String searched(Contact contact) {
    return ContactRows.searched(contact.card().value());
  }

  private static Optional<Contact> first(Tenant tx, String condition, byte[] index) {
    return tx.sql().one(ContactRows.LIVE + condition, row -> ContactRows.read(tx, row), index);
  }

  private static List<Contact> list(Tenant tx, String condition, Object... values) {
    return tx.sql().list(ContactRows.LIVE + condition, row -> ContactRows.read(tx, row), values);
  }

  // ---- changing ----

  /// A contact with a name and numbers in E.164, for who knows no more of it.
  public Contact create(Tenant tx, UUID id, String name, List<String> numbers) {
    return create(
        tx, new NewContact(id, ContactCard.of(name, numbers), Optional.empty()), Author.NOBODY);
  }

  /// Adds a contact. That its UID and its name in the collection are free is the caller's to see
  /// to, under [AddressBook#lock].
  public Contact create(Tenant tx, NewContact made, Author author) {
    UUID id = made.id();
    String uid = made.uid().orElse(Contact.ownUid(id));
    long seq = AddressBook.next(tx);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.contact (workspace_id, id, content, uid_index, resource, resource_index, photo_id,
              seq, created_at, changed_at, changed_by, changed_with)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
            """,
            tx.workspace().value(),
            id,
            tx.vault()
                .seal(ContactRows.CONTENT, id, ContactRows.content(id, uid, made.card()).bytes()),
            ContactRows.uidIndex(tx, id, uid),
            tx.vault().seal(ContactRows.RESOURCE, id, made.resource()),
            made.resource().map(name -> ContactRows.resourceIndex(tx, name)),
            made.photoId(),
            seq,
            tx.now(),
            author.memberId(),
            author.credentialId());
    ContactRows.index(tx, id, tx.now(), made.card());
    announce(tx, id);
    return find(tx, id).orElseThrow(() -> new IllegalStateException("it was just written"));
  }

  /// Makes the contact what `card` and `photoId` say, and keeps what it was. Empty when there is no
  /// such contact; one that says the same already is left alone.
  public Optional<Contact> replace(
      Tenant tx, UUID id, ContactCard card, Optional<UUID> photoId, Author author) {
    new AddressBook().lock(tx);
    Optional<Contact> former = find(tx, id);
    if (former.isEmpty()
        || (former.get().card().value().equals(card) && former.get().photoId().equals(photoId))) {
      return former;
    }
    Instant now = ContactHistory.keep(tx, former.get(), author, false);
    tx.sql()
        .run(
            """
            UPDATE tenant.contact SET content = $2, photo_id = $3, version = version + 1, seq = $4,
              changed_at = $5, changed_by = $6, changed_with = $7
            WHERE id = $1
            """,
            id,
            tx.vault()
                .seal(
                    ContactRows.CONTENT,
                    id,
                    ContactRows.content(id, former.get().uid().value(), card).bytes()),
            photoId,
            AddressBook.next(tx),
            now,
            author.memberId(),
            author.credentialId());
    if (!former.get().card().value().equals(card)) {
      ContactRows.unindex(tx, id);
      ContactRows.index(tx, id, former.get().createdAt(), card);
    }
    announce(tx, id);
    return find(tx, id);
  }

  /// Deletes a contact and keeps what it was. False when there is none. Who deletes for somebody
  /// asks the [DeletionBrake] first.
  public boolean delete(Tenant tx, UUID id, Author author) {
    new AddressBook().lock(tx);
    Optional<Contact> former = find(tx, id);
    if (former.isEmpty()) {
      return false;
    }
    Instant now = ContactHistory.keep(tx, former.get(), author, true);
    tx.sql()
        .run(
            """
            UPDATE tenant.contact SET content = NULL, photo_id = NULL, seq = $2, deleted_at = $3,
              changed_at = $3, changed_by = $4, changed_with = $5
            WHERE id = $1
            """,
            id,
            AddressBook.next(tx),
            now,
            author.memberId(),
            author.credentialId());
    ContactRows.unindex(tx, id);
    announce(tx, id);
    return true;
  }

  private void announce(Tenant tx, UUID id) {
    if (announcing) {
      tx.announce(new Change.ContactChanged(tx.workspace(), id));
    }
  }
}
