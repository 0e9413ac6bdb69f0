package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.contact.Numbers;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.AddressBook;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What requests about contacts have in common: who asks, where numbers are near, and the contact
/// as it must be to be changed.
final class ContactAsk {
  private static final Contacts CONTACTS = new Contacts();

  private ContactAsk() {}

  static Author author(Ask ask) {
    UUID credential =
        switch (ask.principal().credential()) {
          case Principal.Device(UUID id) -> id;
          case Principal.ApiKey(UUID id) -> id;
        };
    return Author.of(ask.principal().memberId(), credential);
  }

  /// National numbers are taken for the country of the workspace's first number.
  static Numbers near(Storage storage, Ask ask) {
    Optional<PhoneNumber> own =
        storage.inWorkspace(
            ask.principal().workspace(),
            tx ->
                new dev.tandem.storage.workspace.Numbers()
                    .all(tx).stream()
                        .map(number -> number.e164().value())
                        .map(PhoneNumber::parse)
                        .flatMap(Optional::stream)
                        .findFirst());
    return new Numbers(own);
  }

  /// The contact of the path, which nobody else changes until the transaction ends, in the state
  /// that `If-Match` names.
  static Contact held(Tenant tx, Ask ask) {
    new AddressBook().lock(tx);
    Contact contact = CONTACTS.find(tx, ask.id()).orElseThrow(Refusal::notFound);
    ETag.check(ask, contact);
    return contact;
  }

  /// A query parameter that says yes.
  static boolean flag(Ask ask, String name) {
    String text = ask.parameter(name).orElse("false");
    if (Stream.of("true", "false").noneMatch(text::equals)) {
      throw Refusal.field(name, "must be true or false");
    }
    return text.equals("true");
  }
}
