package dev.tandem.messaging.carrier;

import java.util.Optional;

/// A text as the carrier holds it.
///
/// @param error what went wrong, in the states that are failures
public record Sighting(String providerId, DeliveryState state, Optional<CarrierError> error) {

  /// A text that the carrier took under this id; nothing when the id is blank.
  public static Optional<Sighting> accepted(String providerId) {
    return providerId.isBlank()
        ? Optional.empty()
        : Optional.of(new Sighting(providerId, DeliveryState.ACCEPTED, Optional.empty()));
  }
}
