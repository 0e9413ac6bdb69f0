package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.storage.message.MessageState;
import java.time.Instant;
import java.util.Optional;

/// What the delivery machine wants done next.
sealed interface DeliveryStep {

  /// Commit that the text is being sent, then give it to the carrier.
  record Send() implements DeliveryStep {}

  /// Ask the carrier whether it has the text.
  record LookUp() implements DeliveryStep {}

  /// Commit the state and look again at `until`.
  ///
  /// @param state empty to leave it as it is
  /// @param anew what is tried from now on is something else, and is counted from the beginning
  record Wait(Instant until, Optional<MessageState> state, boolean anew) implements DeliveryStep {}

  /// Commit the state; nothing more is to be done from here. Delivery reports may still move the
  /// text on.
  ///
  /// @param state empty to leave it as it is
  record Finish(
      Optional<MessageState> state, Optional<String> providerId, Optional<CarrierError> error)
      implements DeliveryStep {}
}
