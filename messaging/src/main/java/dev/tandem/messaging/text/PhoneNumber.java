package dev.tandem.messaging.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;

/// A telephone number in E.164 form: `+`, country code, national number, at most 15 digits.
///
/// The numbering plans come from libphonenumber. A number has to be *possible* in its plan (length
/// and country code) when it is read from what people or carriers write, not known to be in
/// service: carriers open ranges faster than any table, and they refuse a wrong one themselves. Who
/// makes one of a number that was read before is held to the form alone. Redacts itself in
/// `toString`.
public record PhoneNumber(String e164) implements Party {
  /// Longest input that is looked at; the longest readable form of a number is far below.
  private static final int MAX_INPUT_CHARS = 40;

  /// How people write numbers. libphonenumber would also skip a prefix such as `whatsapp:` and read
  /// letters.
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(tel:)?\\s*[+(0-9][0-9 ().\\u00a0/-]*");

  /// ITU-T E.164, section 6.1; no plan has numbers as short as the least.
  private static final int MAX_DIGITS = 15;

  private static final int MIN_DIGITS = 3;

  private static final String NO_REGION = "ZZ";
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  public PhoneNumber {
    if (!written(e164)) {
      throw new IllegalArgumentException("A phone number is written in E.164 form");
    }
  }

  /// Reads an international number, however it is spaced (`+1 (202) 555-0123`); empty when it is
  /// none.
  public static Optional<PhoneNumber> parse(String text) {
    return canonical(text, NO_REGION).map(PhoneNumber::new);
  }

  /// Reads a number as somebody near `neighbour` would dial it: national forms take the country of
  /// `neighbour`.
  public static Optional<PhoneNumber> parseNear(String text, PhoneNumber neighbour) {
    return canonical(text, neighbour.region()).map(PhoneNumber::new);
  }

  @Override
  public String address() {
    return e164;
  }

  /// Two letters of the country (ISO 3166), `001` for a worldwide number, `ZZ` where the plan does
  /// not say.
  public String region() {
    String region = read(e164, NO_REGION).map(PLANS::getRegionCodeForNumber).orElse(null);
    return region == null ? NO_REGION : region;
  }

  /// Whether whoever is called pays.
  public boolean tollFree() {
    return read(e164, NO_REGION)
        .filter(number -> PLANS.getNumberType(number) == PhoneNumberUtil.PhoneNumberType.TOLL_FREE)
        .isPresent();
  }

  private static boolean written(String e164) {
    return e164.length() > MIN_DIGITS
        && e164.length() <= 1 + MAX_DIGITS
        && e164.charAt(0) == '+'
        && e164.charAt(1) != '0'
        && e164.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<String> canonical(String text, String region) {
    return read(text, region)
        .filter(number -> !number.hasExtension() && PLANS.isPossibleNumber(number))
        .map(number -> PLANS.format(number, PhoneNumberFormat.E164));
  }

  private static Optional<Phonenumber.PhoneNumber> read(String text, String region) {
    if (text.length() > MAX_INPUT_CHARS || !WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(PLANS.parse(text, region));
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "PhoneNumber[redacted]";
  }
}
