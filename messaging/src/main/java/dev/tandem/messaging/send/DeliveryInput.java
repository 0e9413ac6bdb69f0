package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.storage.message.MessageState;

/// What the delivery machine is told.
sealed interface DeliveryInput {

  /// The text's job is due and ours.
  ///
  /// @param interrupted whether whoever had the job before left it without a word, as a crash does
  record Due(MessageState state, boolean interrupted) implements DeliveryInput {}

  /// The carrier was given the text.
  record Sent(SendOutcome outcome) implements DeliveryInput {}

  /// The carrier has the text.
  record Seen(Sighting sighting) implements DeliveryInput {}

  /// The carrier does not have the text.
  record NotSeen() implements DeliveryInput {}

  /// The carrier cannot say whether it has the text.
  record Unclear(boolean worthAskingAgain) implements DeliveryInput {}
}
