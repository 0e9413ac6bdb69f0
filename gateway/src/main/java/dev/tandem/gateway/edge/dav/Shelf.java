package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.contact.Incoming;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.AddressBook;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.DeletionBrake;
import dev.tandem.storage.contact.NewContact;
import dev.tandem.storage.contact.Photos;
import dev.tandem.storage.seal.Personal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The workspace's contacts as named cards: each has the name a client gave it, or its id with
/// `.vcf`. It works within the caller's transaction.
final class Shelf {
  private static final String SUFFIX = ".vcf";

  /// A card, or what is left of one, without opening it.
  record Entry(UUID id, String name, long seq, boolean deleted) {
    @Override
    public String toString() {
      return "Entry[" + id + "]";
    }
  }

  private final VCardFormat format = new VCardFormat();
  private final AddressBook book = new AddressBook();
  private final Contacts contacts = new Contacts();
  private final Photos photos = new Photos();
  private final DeletionBrake brake = new DeletionBrake();
  private final dev.tandem.storage.workspace.Numbers owned =
      new dev.tandem.storage.workspace.Numbers();

  AddressBook.State state(Tenant tx) {
    return book.state(tx);
  }

  /// What changed after `since`, in order, at most `limit`.
  List<Entry> entries(Tenant tx, long since, int limit) {
    return book.changedSince(tx, since, limit).stream()
        .map(
            it ->
                new Entry(
                    it.id(),
                    it.resource().map(Personal::value).orElse(it.id() + SUFFIX),
                    it.seq(),
                    it.deleted()))
        .toList();
  }

  /// Whether a card has this name now.
  boolean has(Tenant tx, String name) {
    return find(tx, name).isPresent();
  }

  Optional<Contact> find(Tenant tx, String name) {
    return contacts.byResource(tx, name).or(() -> unnamed(tx, name));
  }

  private Optional<Contact> unnamed(Tenant tx, String name) {
    if (name.length() != 36 + SUFFIX.length() || !name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(name.substring(0, 36));
      return contacts.find(tx, id).filter(contact -> name(contact).equals(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Map<UUID, Contact> findAll(Tenant tx, Collection<UUID> ids) {
    return contacts.findAll(tx, ids);
  }

  static String name(Contact contact) {
    return contact.resource().map(Personal::value).orElse(contact.id() + SUFFIX);
  }

  String text(Tenant tx, Contact contact, CardVersion version) {
    return format.write(tx, contact, version);
  }

  /// How national numbers are read: as in the country of the workspace's first number.
  Numbers numbers(Tenant tx) {
    return new Numbers(
        owned.all(tx).stream()
            .findFirst()
            .flatMap(number -> PhoneNumber.parse(number.e164().value())));
  }

  /// What `text` says.
  ///
  /// @throws DavRefusal `valid-address-data`
  Incoming read(String text, Numbers numbers) {
    return format.read(text, numbers);
  }

  /// Keeps a card under `name` if the conditions allow it.
  Kept put(Tenant tx, String name, Incoming read, Conditions conditions, Author author) {
    book.lock(tx);
    Optional<Contact> there = find(tx, name);
    conditions.check(there.map(Contact::seq));
    Optional<UUID> photo = read.picture().map(it -> photos.add(tx, it.mediaType(), it.bytes()));
    if (there.isPresent()) {
      Contact former = there.get();
      if (read.uid().filter(uid -> !uid.equals(former.uid().value())).isPresent()) {
        throw conflict(tx, former);
      }
      Contact kept =
          contacts
              .replace(tx, former.id(), read.card(), photo, author)
              .orElseThrow(DavRefusal::preconditionFailed);
      return new Kept(kept, false);
    }
    read.uid()
        .flatMap(uid -> contacts.byUid(tx, uid))
        .ifPresent(
            other -> {
              throw conflict(tx, other);
            });
    NewContact made = new NewContact(Ids.next(), read.card(), photo, read.uid(), Optional.of(name));
    return new Kept(contacts.create(tx, made, author), true);
  }

  /// What a card became, and whether it is new.
  record Kept(Contact contact, boolean created) {}

  private static DavRefusal conflict(Tenant tx, Contact other) {
    return DavRefusal.uidConflict(Hrefs.path(new Target.Card(tx.workspace().value(), name(other))));
  }

  /// Deletes the card if the conditions allow it and the brake does.
  void delete(Tenant tx, String name, Conditions conditions, Author author) {
    book.lock(tx);
    Contact there = find(tx, name).orElseThrow(DavRefusal::notFound);
    conditions.check(Optional.of(there.seq()));
    if (!brake.allows(tx, author, 1)) {
      throw DavRefusal.condition(
          DavName.ours("deletion-brake"),
          "So many contacts are not deleted at once; wait an hour, or do it on the page.");
    }
    if (!contacts.delete(tx, there.id(), author)) {
      throw DavRefusal.notFound();
    }
  }
}
