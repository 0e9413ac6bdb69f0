package dev.tandem.gateway.contact;

import dev.tandem.gateway.contact.ContactImport.Duplicates;
import dev.tandem.gateway.contact.ContactImport.Outcome;
import dev.tandem.gateway.contact.ContactImport.Result;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What an import would make of each row. It remembers whom the rows before it named.
final class ImportPreview {
  private final Contacts contacts;
  private final ContactImport book;
  private final Duplicates duplicates;
  private final Map<String, Integer> named = new HashMap<>();

  ImportPreview(Contacts contacts, ContactImport book, Duplicates duplicates) {
    this.contacts = contacts;
    this.book = book;
    this.duplicates = duplicates;
  }

  Result row(Tenant tx, ContactFile.Row row) {
    if (row.incoming().isEmpty()) {
      return new Result(row.line(), Outcome.REFUSED, Optional.empty(), row.reason());
    }
    Incoming incoming = row.incoming().get();
    Optional<Contact> sameUid = incoming.uid().flatMap(uid -> contacts.byUid(tx, uid));
    Optional<Contact> same = sameUid.or(() -> book.samePerson(tx, incoming.card()));
    Optional<Integer> before =
        marks(incoming).stream().map(named::get).filter(line -> line != null).findFirst();
    Set<String> marks = new HashSet<>(marks(incoming));
    marks.forEach(mark -> named.putIfAbsent(mark, row.line()));
    boolean sameMark =
        incoming.uid().map(uid -> named.getOrDefault("u" + uid, row.line())).orElse(row.line())
            != row.line();
    boolean there = same.isPresent() || before.isPresent();
    if (!there || (duplicates == Duplicates.ADD && sameUid.isEmpty() && !sameMark)) {
      return new Result(
          row.line(), Outcome.MADE, Optional.empty(), String.join("; ", incoming.remarks()));
    }
    String reason =
        same.isPresent()
            ? "the person is there already"
            : "the same person as in line " + before.get();
    boolean adds =
        same.isEmpty()
            || !CardMerge.merge(same.get().card().value(), incoming.card())
                .equals(same.get().card().value())
            || (same.get().photoId().isEmpty() && incoming.picture().isPresent());
    return new Result(
        row.line(),
        duplicates == Duplicates.MERGE && adds ? Outcome.MERGED : Outcome.SKIPPED,
        same.map(Contact::id),
        reason);
  }

  /// What one person alone has: UID, numbers, e-mail addresses.
  private static List<String> marks(Incoming incoming) {
    return Stream.of(
            incoming.uid().stream().map(uid -> "u" + uid),
            incoming.card().numbers().stream().map(number -> "n" + number),
            incoming.card().emails().stream().map(email -> "e" + CardMerge.folded(email)))
        .flatMap(marks -> marks)
        .toList();
  }
}
