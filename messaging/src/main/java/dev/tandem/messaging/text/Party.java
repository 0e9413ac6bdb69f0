package dev.tandem.messaging.text;

import java.util.Optional;

/// The outside end of a text. Carriers deliver texts from numbers, from short codes and from names;
/// only a number can be written to.
///
/// Every kind redacts itself in `toString`: a party is personal.
public sealed interface Party permits PhoneNumber, ShortCode, SenderName {

  /// The party as carriers write it and as it is stored: `+12025550123`, `62262` or `PARCELS`.
  String address();

  /// Reads the sender of an inbound text; empty when it is none of the three kinds.
  static Optional<Party> parse(String address) {
    String text = address.strip();
    Optional<PhoneNumber> number = PhoneNumber.parse(text);
    if (number.isPresent()) {
      return Optional.of(number.get());
    }
    if (ShortCode.matches(text)) {
      return Optional.of(new ShortCode(text));
    }
    return SenderName.matches(text) ? Optional.of(new SenderName(text)) : Optional.empty();
  }
}
