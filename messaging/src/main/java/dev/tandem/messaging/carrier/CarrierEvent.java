package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a carrier tells us through a webhook whose signature held.
public sealed interface CarrierEvent {

  /// The carrier's id of the message.
  String providerId();

  /// A text for one of our numbers.
  ///
  /// @param media attachments that the carrier keeps for us to fetch
  record MessageReceived(
      String providerId, Party from, PhoneNumber to, String text, List<MediaReference> media)
      implements CarrierEvent {
    public MessageReceived {
      media = List.copyOf(media);
    }

    @Override
    public String toString() {
      return "MessageReceived[" + providerId + "]";
    }
  }

  /// How far one of our texts has come. Reports repeat and overtake each other.
  ///
  /// @param messageId our id, where the report carries it back
  /// @param error what went wrong, in the states that are failures
  record DeliveryReported(
      String providerId,
      Optional<UUID> messageId,
      DeliveryState state,
      Optional<CarrierError> error)
      implements CarrierEvent {}
}
