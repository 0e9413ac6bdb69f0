package dev.tandem.messaging.carrier.smpp;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The ways in which an SMSC writes the id of one text. Many give it in hexadecimal when they take
/// the text and in decimal in its receipt, or the other way round, padded with zeros or not. Pure.
final class MessageIds {
  /// Ids of more digits are no numbers that were written in two ways.
  private static final int MAX_DIGITS = 15;

  private static final int HEX_WIDTH = 8;
  private static final int DECIMAL_WIDTH = 10;

  private MessageIds() {}

  /// The id as given first, then what the other side may have called it.
  static List<String> spellings(String given) {
    Set<String> all = new LinkedHashSet<>();
    all.add(given);
    all.add(given.toLowerCase(Locale.ROOT));
    all.add(given.toUpperCase(Locale.ROOT));
    if (given.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      long value = Long.parseLong(given);
      String hex = Long.toHexString(value);
      all.add(Long.toString(value));
      add(all, hex, HEX_WIDTH);
      add(all, hex.toUpperCase(Locale.ROOT), HEX_WIDTH);
    }
    if (given.matches("[0-9a-fA-F]{1," + MAX_DIGITS + "}")) {
      add(all, Long.toString(Long.parseLong(given, 16)), DECIMAL_WIDTH);
    }
    return List.copyOf(all);
  }

  private static void add(Set<String> all, String number, int width) {
    all.add(number);
    if (number.length() < width) {
      all.add("0".repeat(width - number.length()) + number);
    }
  }
}
