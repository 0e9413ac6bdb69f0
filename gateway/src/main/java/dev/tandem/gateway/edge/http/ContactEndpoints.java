package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.contact.AddressBook;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.NewContact;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// People outside, with their numbers.
public final class ContactEndpoints {
  private static final int NUMBERS = 10;

  private final Storage storage;
  private final Limits limits;
  private final Contacts contacts = new Contacts();
  private final AddressBook book = new AddressBook();
  private final Once once = new Once();

  public ContactEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/contacts",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Contacts, the newest first",
            this::list),
        new Route(
            HttpMethod.POST,
            "/contacts",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Add a contact",
            this::add),
        object(HttpMethod.GET, "One contact", this::one),
        object(HttpMethod.PATCH, "Change name or numbers", this::change),
        object(HttpMethod.DELETE, "Remove a contact", this::remove));
  }

  private static Route object(HttpMethod method, String summary, Route.Endpoint endpoint) {
    return new Route(method, "/contacts/{id}", Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  private Reply list(Ask ask) {
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return Reply.page(
        storage.inWorkspace(
            ask.principal().workspace(), tx -> contacts.page(tx, ask.timeCursor(), limit)),
        AccountJson::contact);
  }

  private Reply add(Ask ask) {
    Fields fields = ask.fields();
    String name = fields.text("name", 1, 120);
    List<String> numbers = E164.list(fields, "numbers", 0, NUMBERS);
    fields.done();
    Contact contact =
        storage.inWorkspace(
            ask.principal().workspace(),
            tx ->
                once.make(
                    tx,
                    ask,
                    id ->
                        contacts.create(
                            tx,
                            new NewContact(id, ContactCard.of(name, numbers), Optional.empty()),
                            author(ask)),
                    id -> contacts.find(tx, id)));
    return Reply.created(AccountJson.contact(contact));
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return Reply.ok(
        AccountJson.contact(
            storage
                .inWorkspace(ask.principal().workspace(), tx -> contacts.find(tx, id))
                .orElseThrow(Refusal::notFound)));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Fields fields = ask.fields();
    boolean named = fields.has("name");
    boolean numbered = fields.has("numbers");
    String name = named ? fields.text("name", 1, 120) : "";
    List<String> numbers = numbered ? E164.list(fields, "numbers", 0, NUMBERS) : List.of();
    fields.done();
    return Reply.ok(
        AccountJson.contact(
            storage.inWorkspace(
                ask.principal().workspace(),
                tx -> {
                  book.lock(tx);
                  Contact kept = contacts.find(tx, id).orElseThrow(Refusal::notFound);
                  ContactCard card = kept.card().value();
                  if (named && !name.equals(card.name().formatted())) {
                    card = card.withName(PersonName.of(name));
                  }
                  if (numbered) {
                    card = card.withPhones(numbers.stream().map(Phone::of).toList());
                  }
                  return contacts
                      .replace(tx, id, card, kept.photoId(), author(ask))
                      .orElseThrow(Refusal::notFound);
                })));
  }

  private Reply remove(Ask ask) {
    UUID id = ask.id();
    boolean removed =
        storage.inWorkspace(
            ask.principal().workspace(), tx -> contacts.delete(tx, id, author(ask)));
    if (!removed) {
      throw Refusal.notFound();
    }
    return Reply.done();
  }

  private static Author author(Ask ask) {
    UUID credential =
        switch (ask.principal().credential()) {
          case Principal.Device(UUID id) -> id;
          case Principal.ApiKey(UUID id) -> id;
        };
    return Author.of(ask.principal().memberId(), credential);
  }
}
