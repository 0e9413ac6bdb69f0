package dev.tandem.messaging.carrier.bandwidth;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.carrier.http.ApiRequest;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.Proof;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads Bandwidth's calls to us. They are not signed: what proves them is the name and the
/// password that the application has for this address, so a call is as trustworthy as the TLS it
/// came over. A body is a list of events; all of them are for the account's application or none is
/// believed.
final class BandwidthWebhooks {
  /// Events in one body at most.
  private static final int MAX_EVENTS = 100;

  private BandwidthWebhooks() {}

  static WebhookVerdict read(WebhookRequest request, CarrierAccess access) {
    String user = access.secret(BandwidthCarrier.CALLBACK_USER);
    String password = access.secret(BandwidthCarrier.CALLBACK_PASSWORD);
    List<String> given = request.header("authorization");
    if (given.size() != 1
        || password.isEmpty()
        || !Proof.same(ApiRequest.basic(user, password), given.getFirst())) {
      return new Forged("The request does not carry the application's callback credentials.");
    }
    Optional<JsonArray> body =
        Json.array(request.body())
            .or(() -> Json.object(request.body()).map(one -> new JsonArray().add(one)));
    if (body.isEmpty() || body.get().isEmpty() || body.get().size() > MAX_EVENTS) {
      return new Malformed("The body is no list of 1 to " + MAX_EVENTS + " events.");
    }
    return events(Json.objects(body.get()), access);
  }

  private static WebhookVerdict events(List<JsonObject> all, CarrierAccess access) {
    String application = access.secret(BandwidthCarrier.APPLICATION);
    List<CarrierEvent> events = new ArrayList<>();
    for (JsonObject event : all) {
      Optional<JsonObject> message = Json.object(event, "message");
      if (message.isEmpty()) {
        return new Malformed("An event tells of no message.");
      }
      if (!Json.text(message.get(), "applicationId").equals(Optional.of(application))) {
        return new Forged("An event speaks for another application.");
      }
      switch (BandwidthEvent.read(event, message.get())) {
        case BandwidthEvent.Known(CarrierEvent known) -> events.add(known);
        case BandwidthEvent.Useless _ -> {
          // Others of the same body may be of use.
        }
        case BandwidthEvent.Unreadable(String reason) -> {
          return new Malformed(reason);
        }
      }
    }
    return events.isEmpty()
        ? new Irrelevant("The events are none that texts have.")
        : new Authentic(events);
  }
}
