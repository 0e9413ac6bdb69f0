package dev.tandem.messaging.carrier.bandwidth;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.MediaReference;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.OtherParties;
import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// One event of a callback's body.
sealed interface BandwidthEvent {
  int MAX_MEDIA = 10;

  record Known(CarrierEvent event) implements BandwidthEvent {}

  record Useless() implements BandwidthEvent {}

  record Unreadable(String reason) implements BandwidthEvent {}

  static BandwidthEvent read(JsonObject event, JsonObject message) {
    Optional<String> id = Json.text(message, "id").filter(text -> !text.isBlank());
    if (id.isEmpty()) {
      return new Unreadable("An event's message has no id.");
    }
    String type = Json.text(event, "type").orElse("");
    return switch (type) {
      case "message-received" -> received(id.get(), event, message);
      case "message-sending" -> reported(id.get(), DeliveryState.ACCEPTED, event, message);
      case "message-sent" -> reported(id.get(), DeliveryState.SENT, event, message);
      case "message-delivered", "message-read" ->
          reported(id.get(), DeliveryState.DELIVERED, event, message);
      case "message-failed" -> reported(id.get(), DeliveryState.UNDELIVERED, event, message);
      default -> new Useless();
    };
  }

  private static BandwidthEvent received(String id, JsonObject event, JsonObject message) {
    Optional<Party> from = Json.text(message, "from").flatMap(Party::parse);
    Optional<PhoneNumber> to = Json.text(event, "to").flatMap(PhoneNumber::parse);
    if (from.isEmpty() || to.isEmpty()) {
      return new Unreadable("A message lacks a sender or one of our numbers.");
    }
    Optional<List<Party>> others = OtherParties.read(Json.texts(message, "to"), to.get());
    if (others.isEmpty()) {
      return new Unreadable("A message's group is too large or has somebody without a number.");
    }
    // Only the media itself tells what it is.
    List<MediaReference> media =
        Json.texts(message, "media").stream()
            .limit(MAX_MEDIA)
            .map(url -> new MediaReference(url, "application/octet-stream"))
            .toList();
    String text = Json.text(message, "text").orElse("");
    return new Known(new MessageReceived(id, from.get(), to.get(), others.get(), text, media));
  }

  private static BandwidthEvent reported(
      String id, DeliveryState state, JsonObject event, JsonObject message) {
    Optional<CarrierError> error =
        state == DeliveryState.UNDELIVERED
            ? Json.code(event, "errorCode").map(BandwidthErrors::of)
            : Optional.empty();
    return new Known(
        new DeliveryReported(
            id,
            Json.text(message, "tag").flatMap(WebhookAddress::uuid),
            Json.text(event, "to").flatMap(PhoneNumber::parse),
            state,
            error));
  }
}
