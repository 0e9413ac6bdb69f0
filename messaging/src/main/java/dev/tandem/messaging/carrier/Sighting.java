package dev.tandem.messaging.carrier;

import java.util.Optional;

/// A text as the carrier holds it.
///
/// @param error what went wrong, in the states that are failures
public record Sighting(String providerId, DeliveryState state, Optional<CarrierError> error) {}
