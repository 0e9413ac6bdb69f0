package dev.tandem.messaging.text;

import java.util.regex.Pattern;

/// An alphanumeric sender (3GPP TS 23.040 section 9.1.2.5): up to eleven characters, at least one
/// of them a letter. It cannot be answered.
public record SenderName(String address) implements Party {
  private static final Pattern NAME = Pattern.compile("(?=.*\\p{Alpha})[\\p{Alnum} ._&+-]{1,11}");

  public SenderName {
    if (!matches(address)) {
      throw new IllegalArgumentException(
          "A sender name has one to eleven characters, one of them a letter");
    }
  }

  static boolean matches(String text) {
    return NAME.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "SenderName[redacted]";
  }
}
