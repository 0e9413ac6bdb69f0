package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.json.TeamJson;
import dev.tandem.messaging.team.TeamRooms;
import dev.tandem.storage.Storage;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.team.PostText;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.team.Rooms;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// What members say in rooms.
public final class PostEndpoints {
  private final Storage storage;
  private final Limits limits;
  private final Rooms rooms = new Rooms();
  private final Posts posts = new Posts();
  private final Drafts drafts = new Drafts();
  private final TeamRooms team = new TeamRooms();
  private final Once once = new Once();

  public PostEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        object(
            HttpMethod.GET, "/rooms/{id}/posts", "Posts of a room, the newest first", this::page),
        object(HttpMethod.POST, "/rooms/{id}/posts", "Say something in a room", this::say),
        object(HttpMethod.GET, "/posts/{id}", "One post", this::one),
        object(HttpMethod.PATCH, "/posts/{id}", "Give an own post other words", this::change),
        object(HttpMethod.DELETE, "/posts/{id}", "Delete an own post", this::delete));
  }

  private static PostText text(Ask ask) {
    Fields fields = ask.fields();
    String text = fields.verbatim("text", 1, TeamRooms.MAX_CHARS).orElse("");
    if (text.isEmpty() && !fields.has("text")) {
      fields.fault("text", "is missing");
    }
    fields.done();
    return PostText.of(text);
  }

  private Reply page(Ask ask) {
    UUID id = ask.id();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    long before = ask.cursor().map(TextEndpoints::sequence).orElse(Long.MAX_VALUE);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          var _ = rooms.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
          return Reply.page(posts.page(tx, id, before, limit), TeamJson::post);
        });
  }

  private Reply say(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    UUID me = principal.memberId();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          var _ = rooms.find(tx, me, id).orElseThrow(Refusal::notFound);
          PostText text = text(ask);
          boolean _ = drafts.clear(tx, me, Draft.Kind.POST, id);
          return Reply.created(
              TeamJson.post(
                  once.make(
                      tx,
                      ask,
                      fresh -> TeamAnswers.kept(team.say(tx, fresh, me, id, text)),
                      earlier -> posts.find(tx, me, earlier))));
        });
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx ->
                TeamJson.post(
                    posts.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound))));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              var _ = posts.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
              return TeamJson.post(
                  TeamAnswers.kept(team.change(tx, principal.memberId(), id, text(ask))));
            }));
  }

  private Reply delete(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> TeamJson.post(TeamAnswers.kept(team.delete(tx, principal.memberId(), id)))));
  }
}
