package dev.tandem.messaging.text;

import java.util.regex.Pattern;

/// A short code: three to eight digits that only one country's networks know.
public record ShortCode(String address) implements Party {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{3,8}");

  public ShortCode {
    if (!matches(address)) {
      throw new IllegalArgumentException("A short code is three to eight digits");
    }
  }

  static boolean matches(String text) {
    return DIGITS.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "ShortCode[redacted]";
  }
}
