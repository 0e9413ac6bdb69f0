package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.OtherParties;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Reads Telnyx's calls to us: first time and signature over the raw body, then the few fields we
/// use. The event's type decides what it is, not the path: profiles send all to one address.
final class TelnyxWebhooks {
  private static final int MAX_MEDIA = 10;

  private TelnyxWebhooks() {}

  static WebhookVerdict read(
      WebhookRequest request, CarrierAccess access, String publicKey, Instant now) {
    List<String> signatures = request.header(TelnyxSignature.HEADER);
    List<String> times = request.header(TelnyxSignature.TIME_HEADER);
    if (signatures.size() != 1 || times.size() != 1) {
      return new Forged("The request does not carry one signature and one time.");
    }
    if (!TelnyxSignature.fresh(times.getFirst(), now)) {
      return new Forged("The request was signed too long ago, or in the future.");
    }
    byte[] body = request.body().getBytes();
    if (!TelnyxSignature.holds(signatures.getFirst(), times.getFirst(), body, publicKey)) {
      return new Forged("The signature does not match.");
    }
    Optional<JsonObject> data =
        Json.object(request.body()).flatMap(event -> Json.object(event, "data"));
    if (data.isEmpty()) {
      return new Malformed("The body is no event.");
    }
    String type = Json.text(data.get(), "event_type").orElse("");
    Optional<JsonObject> payload = Json.object(data.get(), "payload");
    return switch (type) {
      case "message.received", "message.sent", "message.finalized" ->
          payload
              .map(message -> message(type, message, access))
              .orElseGet(() -> new Malformed("The event tells of no message."));
      default -> new Irrelevant("The event is none that texts have.");
    };
  }

  private static WebhookVerdict message(String type, JsonObject message, CarrierAccess access) {
    if (!Json.text(message, "messaging_profile_id").equals(Optional.of(access.accountId()))) {
      return new Forged("The request speaks for another messaging profile.");
    }
    return type.equals("message.received") ? received(message) : reported(message);
  }

  private static WebhookVerdict received(JsonObject message) {
    Optional<String> id = Json.text(message, "id").filter(text -> !text.isBlank());
    Optional<Party> from =
        Json.object(message, "from")
            .flatMap(party -> Json.text(party, "phone_number"))
            .or(() -> Json.text(message, "from"))
            .flatMap(Party::parse);
    List<String> receivers = TelnyxParties.receivers(message);
    Optional<PhoneNumber> to = receivers.stream().findFirst().flatMap(PhoneNumber::parse);
    if (id.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return new Malformed("The message lacks its id, a sender or one of our numbers.");
    }
    Optional<List<Party>> others = OtherParties.read(receivers, to.get());
    if (others.isEmpty()) {
      return new Malformed("The message's group is too large or has somebody without a number.");
    }
    List<MediaReference> media =
        Json.objects(message, "media").stream()
            .limit(MAX_MEDIA)
            .flatMap(TelnyxWebhooks::media)
            .toList();
    String text = Json.text(message, "text").orElse("");
    return new Authentic(
        new MessageReceived(id.get(), from.get(), to.get(), others.get(), text, media));
  }

  private static Stream<MediaReference> media(JsonObject media) {
    String type = Json.text(media, "content_type").orElse("application/octet-stream");
    return Json.text(media, "url").map(url -> new MediaReference(url, type)).stream();
  }

  private static WebhookVerdict reported(JsonObject message) {
    List<TelnyxStatus.Reached> reached = TelnyxStatus.reached(message);
    Optional<String> id = TelnyxStatus.id(message);
    if (id.isEmpty() || reached.isEmpty()) {
      return new Irrelevant("The status is none that a sent text has.");
    }
    // The address in the body is under the signature; the one that was called is not.
    Optional<UUID> messageId =
        Json.text(message, "webhook_url")
            .filter(url -> url.contains("?"))
            .map(url -> url.substring(url.indexOf('?') + 1))
            .flatMap(WebhookAddress::messageId);
    return new Authentic(
        reached.stream()
            .<CarrierEvent>map(
                one ->
                    new DeliveryReported(
                        id.get(), messageId, one.receiver(), one.state(), one.error()))
            .toList());
  }
}
