package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a carrier tells us over a line that it let us have. There a text has no id of the
/// carrier's, and a report none of ours.
public sealed interface LineEvent {

  /// A piece of a text for one of our numbers. A short text is one piece of one.
  ///
  /// @param session of the carrier: what one brought last, the next may bring again
  /// @param reference what the pieces of one text have in common, beside the two ends
  /// @param total pieces of the text
  /// @param place from 1
  /// @param text UTF-16 units; a surrogate pair may be cut in two
  record PartReceived(
      UUID session, Party from, PhoneNumber to, int reference, int total, int place, String text)
      implements LineEvent {
    @Override
    public String toString() {
      return "PartReceived[" + place + " of " + total + "]";
    }
  }

  /// How far one of our texts has come.
  ///
  /// @param spellings the carrier's id of the text, as it stands in the report and as it may have
  ///   stood in the answer to the send; the likeliest first
  /// @param from the number of ours that it was sent from
  /// @param to who it was sent to
  /// @param error what went wrong, in the states that are failures
  record ReceiptReceived(
      List<String> spellings,
      PhoneNumber from,
      PhoneNumber to,
      DeliveryState state,
      Optional<CarrierError> error)
      implements LineEvent {
    public ReceiptReceived {
      spellings = List.copyOf(spellings);
    }

    @Override
    public String toString() {
      return "ReceiptReceived[" + state + "]";
    }
  }
}
