package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// People outside, with their numbers.
public final class ContactEndpoints {
  private static final int NUMBERS = 10;

  private final Storage storage;
  private final Limits limits;
  private final Contacts contacts = new Contacts();
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
                    id -> contacts.create(tx, id, name, numbers),
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
                  Contact kept = contacts.find(tx, id).orElseThrow(Refusal::notFound);
                  contacts.update(
                      tx,
                      id,
                      named ? name : kept.name().value(),
                      numbered ? numbers : kept.numbers().value());
                  return contacts.find(tx, id).orElseThrow(Refusal::notFound);
                })));
  }

  private Reply remove(Ask ask) {
    UUID id = ask.id();
    boolean removed =
        storage.inWorkspace(ask.principal().workspace(), tx -> contacts.delete(tx, id));
    if (!removed) {
      throw Refusal.notFound();
    }
    return Reply.done();
  }
}
