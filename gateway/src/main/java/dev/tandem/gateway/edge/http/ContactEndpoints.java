package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.ContactJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.DeletionBrake;
import dev.tandem.storage.contact.NewContact;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// People outside: looking, adding, changing, removing.
public final class ContactEndpoints {
  private final Storage storage;
  private final Limits limits;
  private final Contacts contacts = new Contacts();
  private final DeletionBrake brake = new DeletionBrake();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

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
        object(HttpMethod.PATCH, "Change fields of a contact", this::change),
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
        ContactJson::contact);
  }

  private Reply add(Ask ask) {
    UnaryOperator<ContactCard> fields =
        ContactFields.read(ask.fields(), ContactAsk.near(storage, ask), true);
    ContactCard card = fields.apply(ContactCard.of(PersonName.of("")));
    Contact contact =
        storage.inWorkspace(
            ask.principal().workspace(),
            tx ->
                once.make(
                    tx,
                    ask,
                    id ->
                        contacts.create(
                            tx, new NewContact(id, card, Optional.empty()), ContactAsk.author(ask)),
                    id -> contacts.find(tx, id)));
    return shown(201, contact);
  }

  private Reply one(Ask ask) {
    return shown(
        200,
        storage
            .inWorkspace(ask.principal().workspace(), tx -> contacts.find(tx, ask.id()))
            .orElseThrow(Refusal::notFound));
  }

  private Reply change(Ask ask) {
    UnaryOperator<ContactCard> fields =
        ContactFields.read(ask.fields(), ContactAsk.near(storage, ask), false);
    return shown(
        200,
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> {
              Contact kept = ContactAsk.held(tx, ask);
              return contacts
                  .replace(
                      tx,
                      kept.id(),
                      fields.apply(kept.card().value()),
                      kept.photoId(),
                      ContactAsk.author(ask))
                  .orElseThrow(Refusal::notFound);
            }));
  }

  private Reply remove(Ask ask) {
    boolean confirmed = ContactAsk.flag(ask, "confirm_mass_deletion");
    if (confirmed && !ask.principal().atLeast(Role.ADMIN)) {
      throw Refusal.of(ProblemCode.FORBIDDEN, "Ask an admin of your workspace.");
    }
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Contact kept = ContactAsk.held(tx, ask);
          boolean usual = brake.allows(tx, ContactAsk.author(ask), 1);
          if (!usual && !confirmed) {
            throw braked();
          }
          contacts.delete(tx, kept.id(), ContactAsk.author(ask));
          if (!usual) {
            trail.add(tx, ask.principal(), AuditAction.CONTACTS_MASS_DELETED, kept.id());
          }
          return Reply.done();
        });
  }

  private static Refusal braked() {
    return Refusal.of(
        ProblemCode.MASS_DELETION,
        "You removed %d contacts or a tenth of the address book within an hour. Wait, or let an admin repeat it with ?confirm_mass_deletion=true."
            .formatted(DeletionBrake.ALWAYS));
  }

  static Reply shown(int status, Contact contact) {
    return new Reply.Json(status, ContactJson.contact(contact), Map.of("etag", ETag.of(contact)));
  }
}
