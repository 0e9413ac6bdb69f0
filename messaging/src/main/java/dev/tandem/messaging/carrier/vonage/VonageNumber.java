package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.text.Party;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/// How Vonage writes numbers: E.164 without the `+`.
final class VonageNumber {
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{6,14}");

  private VonageNumber() {}

  static String write(PhoneNumber number) {
    return number.e164().substring(1);
  }

  static Optional<PhoneNumber> read(String written) {
    return DIGITS.matcher(written).matches() ? PhoneNumber.parse("+" + written) : Optional.empty();
  }

  /// A sender; short codes are shorter than any number, names hold a letter.
  static Optional<Party> sender(String written) {
    return read(written).<Party>map(number -> number).or(() -> Party.parse(written));
  }
}
