package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads Vonage's calls to us: first the token over the raw body, then the few fields we use.
final class VonageWebhooks {
  /// Kinds of attachments, each in a field of its name, and what is said of those whose type Vonage
  /// does not tell.
  private static final Map<String, String> KINDS =
      Map.of(
          "image", "image/*",
          "audio", "audio/*",
          "video", "video/*",
          "vcard", "text/vcard",
          "file", "application/octet-stream");

  private VonageWebhooks() {}

  static WebhookVerdict read(
      WebhookRequest request, CarrierAccess access, String signatureSecret, Instant now) {
    Optional<String> fault =
        VonageSignature.fault(request, access.accountId(), signatureSecret, now);
    if (fault.isPresent()) {
      return new Forged(fault.get());
    }
    Optional<JsonObject> body = Json.object(request.body());
    Optional<String> id =
        body.flatMap(message -> Json.text(message, "message_uuid")).filter(text -> !text.isBlank());
    if (body.isEmpty() || id.isEmpty()) {
      return new Malformed("The body is no message, or has no message_uuid.");
    }
    // A report has a status and a text has not, whichever address they were sent to.
    return body.get().containsKey("status")
        ? report(id.get(), body.get())
        : message(id.get(), body.get());
  }

  private static WebhookVerdict message(String id, JsonObject body) {
    Optional<Party> from = Json.text(body, "from").flatMap(VonageNumber::sender);
    Optional<PhoneNumber> to = Json.text(body, "to").flatMap(VonageNumber::read);
    if (from.isEmpty() || to.isEmpty()) {
      return new Malformed("The fields from and to must name a sender and one of our numbers.");
    }
    String kind = Json.text(body, "message_type").orElse("");
    if (kind.equals("text")) {
      String text = Json.text(body, "text").orElse("");
      return new Authentic(new MessageReceived(id, from.get(), to.get(), text, List.of()));
    }
    String type = KINDS.get(kind);
    if (type == null) {
      return new Irrelevant("The message is of a kind that texts are not.");
    }
    JsonObject attachment = Json.object(body, kind).orElseGet(JsonObject::new);
    List<MediaReference> media =
        Json.text(attachment, "url").map(url -> new MediaReference(url, type)).stream().toList();
    String caption = Json.text(attachment, "caption").or(() -> Json.text(body, "text")).orElse("");
    return new Authentic(new MessageReceived(id, from.get(), to.get(), caption, media));
  }

  private static WebhookVerdict report(String id, JsonObject body) {
    Optional<DeliveryState> state = Json.text(body, "status").flatMap(VonageWebhooks::state);
    if (state.isEmpty()) {
      return new Irrelevant("The status is none that a sent text has.");
    }
    Optional<CarrierError> error =
        switch (state.get()) {
          case UNDELIVERED, FAILED ->
              Json.object(body, "error").flatMap(VonageErrors::code).map(VonageErrors.TABLE::of);
          case ACCEPTED, SENT, DELIVERED, CANCELED -> Optional.empty();
        };
    return new Authentic(
        new DeliveryReported(
            id, Json.text(body, "client_ref").flatMap(WebhookAddress::uuid), state.get(), error));
  }

  private static Optional<DeliveryState> state(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "submitted" -> DeliveryState.SENT;
          case "delivered", "read" -> DeliveryState.DELIVERED;
          case "undeliverable" -> DeliveryState.UNDELIVERED;
          case "rejected" -> DeliveryState.FAILED;
          default -> null;
        });
  }
}
