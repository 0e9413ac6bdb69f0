package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;
import java.util.UUID;

/// A piece of a text, as a carrier handed it over. A short text is one piece of one.
///
/// @param session of the carrier, in which it came
/// @param reference what the carrier's pieces of one text have in common, beside the two ends
/// @param total pieces of the text
/// @param place from 1
/// @param text UTF-16 units; a surrogate pair may be cut in two
public record InboundPart(
    UUID carrierAccountId,
    UUID session,
    Personal<String> from,
    Personal<String> to,
    int reference,
    int total,
    int place,
    Personal<String> text) {
  public InboundPart {
    if (place < 1 || place > total) {
      throw new IllegalArgumentException("A piece has its place in the text");
    }
  }

  /// What it shares with the other pieces of its text.
  String textKey() {
    return String.join("|", from.value(), to.value(), "" + reference, "" + total);
  }

  /// What it shares with nothing but a repeat.
  String fingerprint() {
    return String.join("|", textKey(), "" + place, text.value());
  }
}
