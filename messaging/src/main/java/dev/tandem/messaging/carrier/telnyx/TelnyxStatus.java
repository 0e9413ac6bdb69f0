package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Telnyx's status words for one receiver of an outbound text.
final class TelnyxStatus {
  private TelnyxStatus() {}

  /// Our state; empty for words of inbound texts and of years to come.
  static Optional<DeliveryState> read(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "queued", "sending", "scheduled" -> DeliveryState.ACCEPTED;
          // Unconfirmed: the network took it and never reports.
          case "sent", "delivery_unconfirmed" -> DeliveryState.SENT;
          case "delivered" -> DeliveryState.DELIVERED;
          case "delivery_failed" -> DeliveryState.UNDELIVERED;
          case "sending_failed", "expired" -> DeliveryState.FAILED;
          case "cancelled" -> DeliveryState.CANCELED;
          default -> null;
        });
  }

  /// The message resource of an answer or a report, as seen for its one receiver.
  static Optional<Sighting> sighting(JsonObject message) {
    Optional<String> id = Json.text(message, "id").filter(text -> !text.isBlank());
    Optional<DeliveryState> state =
        Json.objects(message, "to").stream()
            .flatMap(receiver -> Json.text(receiver, "status").stream())
            .findFirst()
            .flatMap(TelnyxStatus::read);
    return id.flatMap(
        known -> state.map(reached -> new Sighting(known, reached, error(reached, message))));
  }

  private static Optional<CarrierError> error(DeliveryState state, JsonObject message) {
    return switch (state) {
      case UNDELIVERED, FAILED -> TelnyxErrors.first(message).map(TelnyxErrors.TABLE::of);
      case ACCEPTED, SENT, DELIVERED, CANCELED -> Optional.empty();
    };
  }
}
