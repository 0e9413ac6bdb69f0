package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.DraftJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.team.Rooms;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// What the asking member began to write; nobody else reads it.
public final class DraftEndpoints {
  /// Characters of a draft, in UTF-16 units: as many as the longest of what it may become.
  static final int CHARS = 8_000;

  private final Storage storage;
  private final Drafts drafts = new Drafts();
  private final Conversations conversations = new Conversations();
  private final Rooms rooms = new Rooms();

  public DraftEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(HttpMethod.GET, "/drafts", Access.MEMBER, Tenancy.OWN, "Your drafts", this::list),
        new Route(
            HttpMethod.PUT,
            "/conversations/{id}/draft",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Keep what you began to write to somebody",
            ask -> keep(ask, Draft.Kind.TEXT)),
        new Route(
            HttpMethod.PUT,
            "/conversations/{id}/note-draft",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Keep what you began to write as a note",
            ask -> keep(ask, Draft.Kind.NOTE)),
        new Route(
            HttpMethod.PUT,
            "/rooms/{id}/draft",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Keep what you began to write in a room",
            ask -> keep(ask, Draft.Kind.POST)));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> Reply.all(drafts.all(tx, principal.memberId()), DraftJson::of));
  }

  private Reply keep(Ask ask, Draft.Kind kind) {
    UUID place = ask.id();
    Principal principal = ask.principal();
    UUID me = principal.memberId();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              if (!there(tx, me, kind, place)) {
                throw Refusal.notFound();
              }
              Fields fields = ask.fields();
              String text = fields.verbatim("text", 0, CHARS).orElse("");
              if (!fields.has("text")) {
                fields.fault("text", "is missing; an empty one clears the draft");
              }
              fields.done();
              if (text.isBlank()) {
                boolean _ = drafts.clear(tx, me, kind, place);
              } else {
                drafts.save(tx, me, kind, place, Personal.of(text));
              }
              return DraftJson.now(kind, place, drafts.find(tx, me, kind, place));
            }));
  }

  private boolean there(Tenant tx, UUID me, Draft.Kind kind, UUID place) {
    return switch (kind) {
      case TEXT, NOTE -> conversations.exists(tx, place);
      case POST -> rooms.find(tx, me, place).isPresent();
    };
  }
}
