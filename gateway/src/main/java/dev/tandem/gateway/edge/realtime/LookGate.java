package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.realtime.Watchers.Place;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.BiConsumer;

/// Tells a workspace who is looking at a conversation and who is typing there. Owned by the
/// [Owner]; nothing of it is stored.
final class LookGate {
  private static final long SWEEP_MILLIS = 1_000;

  private final Owner owner;
  private final Places places;
  private final Watchers watchers = new Watchers();
  private BiConsumer<Place, JsonObject> publish = (place, data) -> {};

  LookGate(Owner owner, Places places) {
    this.owner = owner;
    this.places = places;
  }

  /// From now on `told` hears what is to be seen at a place that changed.
  void start(Vertx vertx, BiConsumer<Place, JsonObject> told) {
    publish = told;
    vertx.setPeriodic(SWEEP_MILLIS, id -> owner.run(this::tell));
  }

  /// A device says where it looks, or that it looks nowhere.
  void order(Session session, String id, ClientCommand.Look look) {
    owner.check();
    Endpoint device = session.endpoint;
    if (look.conversation().isEmpty()) {
      watchers.leave(device);
      tell();
      session.reply(id, Frames.done(id, new JsonObject()));
      return;
    }
    Place place = new Place(device.workspace(), look.conversation().get());
    if (watchers.of(device).filter(place::equals).isPresent()) {
      look(session, id, place, look.typing());
      return;
    }
    places
        .has(place)
        .onComplete(
            found ->
                owner.run(
                    () -> {
                      if (found.failed()) {
                        session.reply(id, Frames.refused(id, unavailable()));
                      } else if (found.result()) {
                        look(session, id, place, look.typing());
                      } else {
                        session.reply(id, Frames.refused(id, CallEvents.notFound()));
                      }
                    }));
  }

  private void look(Session session, String id, Place place, boolean typing) {
    if (session.outlet != null) {
      watchers.look(System.nanoTime(), session.endpoint, place, typing);
    }
    tell();
    session.reply(id, Frames.done(id, shown(place)));
  }

  /// What calls hear of devices: one that is cut, silent or gone looks nowhere.
  void heard(CallInput input) {
    owner.run(
        () -> {
          switch (input) {
            case CallInput.EndpointCut(Endpoint device) -> leave(device);
            case CallInput.EndpointSilent(Endpoint device) -> leave(device);
            case CallInput.EndpointGone(Endpoint device) -> leave(device);
            default -> {
              // No other input says that a device is away.
            }
          }
        });
  }

  private void leave(Endpoint device) {
    watchers.leave(device);
    tell();
  }

  private void tell() {
    for (Place place : watchers.changed(System.nanoTime())) {
      publish.accept(place, shown(place));
    }
  }

  private JsonObject shown(Place place) {
    JsonArray members = new JsonArray();
    watchers
        .at(System.nanoTime(), place)
        .forEach(
            (member, typing) ->
                members.add(
                    new JsonObject().put("member_id", member.toString()).put("typing", typing)));
    return new JsonObject()
        .put("conversation_id", place.conversation().toString())
        .put("members", members);
  }

  private static Problem unavailable() {
    return Problem.of(ProblemCode.UNAVAILABLE, "Try again in a moment.");
  }
}
