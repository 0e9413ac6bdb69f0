package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What a carrier is asked to do.
public sealed interface CarrierCommand {

  /// Our id of the message that the command is about.
  UUID messageId();

  /// Send a text from a number of ours.
  ///
  /// @param others who get it too, where it is for a group whose people see each other; never more
  ///   than the carrier takes ([Capabilities#groupReceivers])
  /// @param media attachments; with any, the text is an MMS
  /// @param statusCallback where the carrier reports delivery; it names the message, so that a
  ///   report finds its row even when the carrier's answer was lost
  record SendText(
      UUID messageId,
      PhoneNumber from,
      PhoneNumber to,
      List<PhoneNumber> others,
      String text,
      List<OutboundMedia> media,
      URI statusCallback)
      implements CarrierCommand {
    public SendText {
      others = List.copyOf(others);
      media = List.copyOf(media);
    }

    /// A text for one person.
    public SendText(
        UUID messageId,
        PhoneNumber from,
        PhoneNumber to,
        String text,
        List<OutboundMedia> media,
        URI statusCallback) {
      this(messageId, from, to, List.of(), text, media, statusCallback);
    }

    /// A text without attachments.
    public SendText(
        UUID messageId, PhoneNumber from, PhoneNumber to, String text, URI statusCallback) {
      this(messageId, from, to, text, List.of(), statusCallback);
    }

    /// All who get it.
    public List<PhoneNumber> receivers() {
      return Stream.concat(Stream.of(to), others.stream()).toList();
    }

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
