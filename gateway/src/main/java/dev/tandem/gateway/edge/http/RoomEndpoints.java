package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.TeamJson;
import dev.tandem.messaging.team.TeamResult;
import dev.tandem.messaging.team.TeamRooms;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.team.Room;
import dev.tandem.storage.team.Rooms;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Channels of the team and direct rooms of its members.
public final class RoomEndpoints {
  private static final Set<String> KINDS = Set.of("channel", "direct");

  private final Storage storage;
  private final Limits limits;
  private final Rooms rooms = new Rooms();
  private final TeamRooms team = new TeamRooms();
  private final Once once = new Once();

  public RoomEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/rooms",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Channels and direct rooms that you may see, the one with the newest post first",
            this::list),
        new Route(
            HttpMethod.POST,
            "/rooms",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "Make a channel, or begin a direct room",
            this::make),
        object(HttpMethod.GET, "", "One room", this::one),
        object(HttpMethod.PATCH, "", "Rename a channel", this::rename),
        object(HttpMethod.POST, "/join", "Join an open channel", this::join),
        object(HttpMethod.POST, "/leave", "Leave a channel", this::leave),
        object(HttpMethod.POST, "/members", "Let members into a channel", this::letIn),
        object(HttpMethod.POST, "/read", "Mark as read up to a post", this::read));
  }

  private static Route object(
      HttpMethod method, String below, String summary, Route.Endpoint endpoint) {
    return new Route(
        method, "/rooms/{id}" + below, Access.MEMBER, Tenancy.OBJECT, summary, endpoint);
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.page(
                rooms.page(tx, principal.memberId(), ask.timeCursor(), limit), TeamJson::room));
  }

  /// What a room is made with.
  private record Wanted(boolean channel, String name, boolean open, List<UUID> members) {}

  private static Wanted wanted(Fields fields) {
    boolean channel = fields.word("kind", KINDS).equals("channel");
    String name = channel ? fields.text("name", 1, TeamRooms.MAX_NAME) : "";
    boolean open = channel && (!fields.has("open") || fields.flag("open"));
    List<UUID> members = TeamAnswers.memberIds(fields, 0, TeamRooms.MAX_LET_IN);
    fields.done();
    return new Wanted(channel, name, open, members);
  }

  private Reply make(Ask ask) {
    Wanted wanted = wanted(ask.fields());
    Principal principal = ask.principal();
    UUID me = principal.memberId();
    return storage.inWorkspace(
        principal.workspace(),
        tx ->
            Reply.created(
                TeamJson.room(
                    once.make(
                        tx,
                        ask,
                        id -> TeamAnswers.kept(make(tx, id, me, wanted)),
                        earlier -> earlier(tx, me, earlier, wanted)))));
  }

  private TeamResult<Room> make(Tenant tx, UUID id, UUID me, Wanted wanted) {
    return wanted.channel()
        ? team.makeChannel(tx, id, me, wanted.name(), wanted.open(), wanted.members())
        : team.direct(tx, id, me, wanted.members());
  }

  /// A direct room that was there already has another id than the one the key was claimed for.
  private Optional<Room> earlier(Tenant tx, UUID me, UUID id, Wanted wanted) {
    Optional<Room> known = rooms.find(tx, me, id);
    return known.isPresent() || wanted.channel()
        ? known
        : Optional.of(TeamAnswers.kept(team.direct(tx, id, me, wanted.members())));
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(), tx -> TeamJson.room(seen(tx, principal.memberId(), id))));
  }

  private Room seen(Tenant tx, UUID memberId, UUID id) {
    return rooms.find(tx, memberId, id).orElseThrow(Refusal::notFound);
  }

  /// One thing that a member does with a room.
  @FunctionalInterface
  private interface Act {
    TeamResult<Room> on(Tenant tx, UUID memberId);
  }

  private Reply done(Ask ask, Act act) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              var _ = seen(tx, principal.memberId(), id);
              return TeamJson.room(TeamAnswers.kept(act.on(tx, principal.memberId())));
            }));
  }

  private Reply rename(Ask ask) {
    return done(
        ask,
        (tx, me) -> {
          Fields fields = ask.fields();
          String name = fields.text("name", 1, TeamRooms.MAX_NAME);
          fields.done();
          return team.rename(tx, me, ask.id(), name);
        });
  }

  private Reply join(Ask ask) {
    return done(
        ask,
        (tx, me) -> {
          ask.fields().done();
          return team.join(tx, me, ask.id());
        });
  }

  private Reply leave(Ask ask) {
    return done(
        ask,
        (tx, me) -> {
          ask.fields().done();
          return team.leave(tx, me, ask.id());
        });
  }

  private Reply letIn(Ask ask) {
    return done(
        ask,
        (tx, me) -> {
          Fields fields = ask.fields();
          List<UUID> members = TeamAnswers.memberIds(fields, 1, TeamRooms.MAX_LET_IN);
          fields.done();
          return team.letIn(tx, me, ask.id(), members);
        });
  }

  private Reply read(Ask ask) {
    return done(
        ask,
        (tx, me) -> {
          Fields fields = ask.fields();
          long through = fields.integer("through_seq", 0, Long.MAX_VALUE);
          fields.done();
          boolean _ = rooms.markRead(tx, me, ask.id(), through);
          return new TeamResult.Kept<>(seen(tx, me, ask.id()));
        });
  }
}
