package dev.tandem.messaging.text;

import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers that a text is never sent to, and why. Which short numbers call for help differs by
/// country; libphonenumber knows them.
public final class SpecialNumber {
  private static final Pattern SHORT = Pattern.compile("[0-9]{2,8}");
  private static final ShortNumberInfo INFO = ShortNumberInfo.getInstance();

  private SpecialNumber() {}

  /// What to tell who wants to text this number from `from`; empty when it is an ordinary one.
  public static Optional<String> refusal(String written, PhoneNumber from) {
    String digits = written.strip().replaceAll("[\\s().-]", "");
    if (INFO.connectsToEmergencyNumber(digits, from.region())) {
      return Optional.of(
          "That is an emergency number. Texts from here do not reach it: call it from a phone.");
    }
    return SHORT.matcher(digits).matches() && PhoneNumber.parseNear(written, from).isEmpty()
        ? Optional.of(
            "That is a short code. Networks let only its own country's phones text it. Write to a"
                + " number with + and its country code.")
        : Optional.empty();
  }
}
