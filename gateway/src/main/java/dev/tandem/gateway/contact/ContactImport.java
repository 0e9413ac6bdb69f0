package dev.tandem.gateway.contact;

import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.AddressBook;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.NewContact;
import dev.tandem.storage.contact.Photos;
import dev.tandem.storage.contact.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes the rows of a file into an address book. A row is the same person as a contact that has
/// its UID, one of its numbers or one of its e-mail addresses, be it of before or of an earlier
/// row.
///
/// Rows are taken in transactions of [#AT_ONCE]; an import that was cut off is made whole by the
/// same file once more, for what is there already changes nothing.
public final class ContactImport {
  /// Rows of one transaction.
  public static final int AT_ONCE = 50;

  /// What becomes of a row whose person is there already.
  public enum Duplicates {
    /// What the contact lacks is added to it.
    MERGE,
    /// The contact stays as it is.
    SKIP,
    /// A second contact is made, but of the same UID never.
    ADD
  }

  /// What became of a row.
  public enum Outcome {
    MADE,
    MERGED,
    /// The person is there, and nothing was added.
    SKIPPED,
    /// It makes no contact; the reason says why.
    REFUSED
  }

  /// One row's outcome.
  ///
  /// @param reason why it was skipped or refused, or what of it was left out; empty otherwise
  public record Result(int line, Outcome outcome, Optional<UUID> contactId, String reason) {}

  private final Storage storage;
  private final Contacts contacts = Contacts.inBulk();
  private final AddressBook book = new AddressBook();
  private final Photos photos = new Photos();

  public ContactImport(Storage storage) {
    this.storage = storage;
  }

  /// Blocks until all rows are taken.
  public List<Result> take(
      WorkspaceId workspace, List<ContactFile.Row> rows, Duplicates duplicates, Author author) {
    List<Result> results = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += AT_ONCE) {
      List<ContactFile.Row> batch = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
      results.addAll(storage.inWorkspace(workspace, tx -> batch(tx, batch, duplicates, author)));
    }
    return results;
  }

  private List<Result> batch(
      Tenant tx, List<ContactFile.Row> rows, Duplicates duplicates, Author author) {
    book.lock(tx);
    List<Result> results = new ArrayList<>();
    for (ContactFile.Row row : rows) {
      results.add(
          row.incoming()
              .map(incoming -> row(tx, row.line(), incoming, duplicates, author))
              .orElseGet(() -> refused(row)));
    }
    if (results.stream().anyMatch(ContactImport::changed)) {
      tx.announce(new Change.AddressBookChanged(tx.workspace()));
    }
    return results;
  }

  private static boolean changed(Result result) {
    return result.outcome() == Outcome.MADE || result.outcome() == Outcome.MERGED;
  }

  private static Result refused(ContactFile.Row row) {
    return new Result(row.line(), Outcome.REFUSED, Optional.empty(), row.reason());
  }

  private Result row(Tenant tx, int line, Incoming incoming, Duplicates duplicates, Author author) {
    String remarks = String.join("; ", incoming.remarks());
    Optional<Contact> sameUid = incoming.uid().flatMap(uid -> contacts.byUid(tx, uid));
    Optional<Contact> same = sameUid.or(() -> samePerson(tx, incoming.card()));
    if (same.isEmpty() || (duplicates == Duplicates.ADD && sameUid.isEmpty())) {
      UUID id = Ids.next();
      contacts.create(
          tx,
          new NewContact(
              id, incoming.card(), photo(tx, incoming), incoming.uid(), Optional.empty()),
          author);
      return new Result(line, Outcome.MADE, Optional.of(id), remarks);
    }
    Contact kept = same.get();
    if (duplicates == Duplicates.MERGE) {
      return merged(tx, line, kept, incoming, author);
    }
    return new Result(line, Outcome.SKIPPED, Optional.of(kept.id()), "the person is there already");
  }

  private Result merged(Tenant tx, int line, Contact kept, Incoming incoming, Author author) {
    ContactCard card = CardMerge.merge(kept.card().value(), incoming.card());
    try {
      ContactCard fits = CardSize.checked(card);
      Optional<UUID> photo = kept.photoId().isPresent() ? kept.photoId() : photo(tx, incoming);
      if (fits.equals(kept.card().value()) && photo.equals(kept.photoId())) {
        return new Result(
            line, Outcome.SKIPPED, Optional.of(kept.id()), "all of it is there already");
      }
      contacts.replace(tx, kept.id(), fits, photo, author);
      return new Result(
          line, Outcome.MERGED, Optional.of(kept.id()), String.join("; ", incoming.remarks()));
    } catch (UnreadableCard e) {
      return new Result(
          line, Outcome.REFUSED, Optional.of(kept.id()), "together with the contact " + e.reason());
    }
  }

  private Optional<UUID> photo(Tenant tx, Incoming incoming) {
    return incoming.picture().map(it -> photos.add(tx, it.mediaType(), it.bytes()));
  }

  /// Who has one of the card's numbers or e-mail addresses.
  Optional<Contact> samePerson(Tenant tx, ContactCard card) {
    Map<String, Contact> byNumber = contacts.byNumbers(tx, card.numbers());
    for (String number : card.numbers()) {
      Contact found = byNumber.get(number);
      if (found != null) {
        return Optional.of(found);
      }
    }
    for (Typed email : card.emails()) {
      Optional<Contact> found = contacts.byEmail(tx, email.value());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// What [#take] would do, without doing it. Of rows of the file that are one person, it sees
  /// those with the same UID, number or e-mail address as well.
  public List<Result> preview(
      WorkspaceId workspace, List<ContactFile.Row> rows, Duplicates duplicates) {
    ImportPreview preview = new ImportPreview(contacts, this, duplicates);
    List<Result> results = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += AT_ONCE) {
      List<ContactFile.Row> batch = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
      results.addAll(
          storage.inWorkspace(
              workspace, tx -> batch.stream().map(row -> preview.row(tx, row)).toList()));
    }
    return results;
  }
}
