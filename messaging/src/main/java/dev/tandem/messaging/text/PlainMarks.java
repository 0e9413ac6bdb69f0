package dev.tandem.messaging.text;

import java.util.Map;

/// Typographic marks, which phones and word processors put in by themselves and the GSM alphabet
/// does not have, as the plain ones that it has. Pure.
public final class PlainMarks {
  private static final Map<Character, String> PLAIN =
      Map.ofEntries(
          Map.entry('\u2018', "'"),
          Map.entry('\u2019', "'"),
          Map.entry('\u201A', "'"),
          Map.entry('\u201B', "'"),
          Map.entry('\u2032', "'"),
          Map.entry('\u201C', "\""),
          Map.entry('\u201D', "\""),
          Map.entry('\u201E', "\""),
          Map.entry('\u201F', "\""),
          Map.entry('\u2033', "\""),
          Map.entry('\u2010', "-"),
          Map.entry('\u2011', "-"),
          Map.entry('\u2012', "-"),
          Map.entry('\u2013', "-"),
          Map.entry('\u2014', "-"),
          Map.entry('\u2026', "..."),
          Map.entry('\u00A0', " "),
          Map.entry('\u202F', " "));

  private PlainMarks() {}

  /// The text with plain marks when that takes fewer segments; else as it is.
  public static String where(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char mark = text.charAt(i);
      plain.append(PLAIN.getOrDefault(mark, String.valueOf(mark)));
    }
    String folded = plain.toString();
    return !folded.equals(text) && Segments.of(folded).count() < Segments.of(text).count()
        ? folded
        : text;
  }
}
