package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/// What a carrier is asked to do.
public sealed interface CarrierCommand {

  /// Our id of the message that the command is about.
  UUID messageId();

  /// Send a text from a number of ours.
  ///
  /// @param statusCallback where the carrier reports delivery; it names the message, so that a
  ///   report finds its row even when the carrier's answer was lost
  record SendText(UUID messageId, PhoneNumber from, PhoneNumber to, String text, URI statusCallback)
      implements CarrierCommand {
    @Override
    public String toString() {
      return "SendText[" + messageId + "]";
    }
  }

  /// Find a text that may or may not have been accepted.
  ///
  /// @param notBefore it cannot have reached the carrier before this
  record LookUpText(
      UUID messageId, PhoneNumber from, PhoneNumber to, String text, Instant notBefore)
      implements CarrierCommand {
    @Override
    public String toString() {
      return "LookUpText[" + messageId + "]";
    }
  }
}
