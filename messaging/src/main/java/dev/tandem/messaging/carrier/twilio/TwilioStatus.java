package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.DeliveryState;
import java.util.Optional;

/// Twilio's status words for an outbound text.
final class TwilioStatus {
  private TwilioStatus() {}

  /// Our state; empty for words of inbound texts and of years to come.
  static Optional<DeliveryState> read(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "accepted", "scheduled", "queued", "sending" -> DeliveryState.ACCEPTED;
          case "sent" -> DeliveryState.SENT;
          case "delivered", "read", "partially_delivered" -> DeliveryState.DELIVERED;
          case "undelivered" -> DeliveryState.UNDELIVERED;
          case "failed" -> DeliveryState.FAILED;
          case "canceled" -> DeliveryState.CANCELED;
          default -> null;
        });
  }

  /// Whether the state is one that comes with an error code.
  static boolean failure(DeliveryState state) {
    return switch (state) {
      case UNDELIVERED, FAILED -> true;
      case ACCEPTED, SENT, DELIVERED, CANCELED -> false;
    };
  }
}
