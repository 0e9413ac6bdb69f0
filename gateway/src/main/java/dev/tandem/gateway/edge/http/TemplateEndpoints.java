package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.TemplateJson;
import dev.tandem.messaging.template.TemplateText;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.template.Template;
import dev.tandem.storage.template.Templates;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// Texts that the team sends often. Every member writes them and puts them right, as they do with
/// contacts.
public final class TemplateEndpoints {
  /// Characters of a name.
  static final int NAME_CHARS = 60;

  /// Characters of a text, in UTF-16 units: as many as a text may have.
  static final int TEXT_CHARS = 1_600;

  private final Storage storage;
  private final Templates templates = new Templates();
  private final Once once = new Once();

  public TemplateEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/templates",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The workspace's templates",
            this::list),
        new Route(
            HttpMethod.POST,
            "/templates",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Write a template",
            this::create),
        object(HttpMethod.GET, "One template", this::one),
        object(HttpMethod.PATCH, "Change a template", this::change),
        object(HttpMethod.DELETE, "Delete a template", this::delete));
  }

  private static Route object(HttpMethod method, String summary, Route.Endpoint endpoint) {
    return new Route(method, "/templates/{id}", Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  private record Wanted(Personal<String> name, Personal<String> text) {}

  private static Wanted wanted(Fields fields) {
    String name = fields.text("name", 1, NAME_CHARS);
    String text = fields.verbatim("text", 1, TEXT_CHARS).orElse("");
    if (text.isBlank()) {
      fields.fault("text", "must have 1 to " + TEXT_CHARS + " characters");
    }
    if (TemplateText.read(text) instanceof TemplateText.Reading.Refused(String advice)) {
      fields.fault("text", advice);
    }
    fields.done();
    return new Wanted(Personal.of(name), Personal.of(text));
  }

  private Reply list(Ask ask) {
    return storage.inWorkspace(
        ask.principal().workspace(), tx -> Reply.all(templates.all(tx), TemplateJson::of));
  }

  private Reply create(Ask ask) {
    Wanted wanted = wanted(ask.fields());
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                TemplateJson.of(
                    once.make(
                        tx,
                        ask,
                        id -> made(tx, id, principal.memberId(), wanted),
                        earlier -> templates.find(tx, earlier)))));
  }

  private Template made(Tenant tx, UUID id, UUID author, Wanted wanted) {
    if (!templates.create(tx, id, author, wanted.name(), wanted.text())) {
      throw templates.all(tx).size() < Templates.MAX
          ? taken()
          : Refusal.of(
              ProblemCode.CONFLICT,
              "There are " + Templates.MAX + " templates. Delete one that nobody uses.");
    }
    return found(tx, id);
  }

  private static Refusal taken() {
    return Refusal.field("name", "is taken by another template");
  }

  private Template found(Tenant tx, UUID id) {
    return templates.find(tx, id).orElseThrow(Refusal::notFound);
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return Reply.ok(
        storage.inWorkspace(ask.principal().workspace(), tx -> TemplateJson.of(found(tx, id))));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              var _ = found(tx, id);
              Wanted wanted = wanted(ask.fields());
              if (!templates.change(tx, id, principal.memberId(), wanted.name(), wanted.text())) {
                throw taken();
              }
              return TemplateJson.of(found(tx, id));
            }));
  }

  private Reply delete(Ask ask) {
    UUID id = ask.id();
    boolean deleted =
        storage.inWorkspace(ask.principal().workspace(), tx -> templates.delete(tx, id));
    if (!deleted) {
      throw Refusal.notFound();
    }
    return Reply.done();
  }
}
