package dev.tandem.messaging.text;

import java.util.ArrayList;
import java.util.List;

/// A text as the networks will cut it: the encoding, the units it takes and the parts.
///
/// ```
/// GSM-7   one part  160 septets    several  153 each; an extension character (2 septets) never straddles parts
/// UCS-2   one part   70 units      several   67 each; the two halves of a surrogate pair stay together
/// ```
///
/// Source: 3GPP TS 23.038 section 6.2, TS 23.040 section 9.2.3.24.1 (8-bit reference). Carriers
/// charge by part.
///
/// @param units septets for GSM-7, UTF-16 units for UCS-2
/// @param parts what each segment says; joined they are the text
public record Segments(Encoding encoding, int units, List<String> parts) {

  public Segments {
    parts = List.copyOf(parts);
  }

  /// Number of segments, 0 for an empty text.
  public int count() {
    return parts.size();
  }

  /// Cuts any text; see [TextCheck] for what may be sent.
  public static Segments of(String text) {
    return of(text, Gsm7.holds(text) ? Encoding.GSM7 : Encoding.UCS2);
  }

  /// The same in an encoding that holds the text.
  public static Segments of(String text, Encoding encoding) {
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      units += units(encoding, text.charAt(i));
    }
    if (text.isEmpty()) {
      return new Segments(encoding, 0, List.of());
    }
    if (units <= encoding.singleUnits()) {
      return new Segments(encoding, units, List.of(text));
    }
    return new Segments(encoding, units, cut(text, encoding));
  }

  private static List<String> cut(String text, Encoding encoding) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int used = 0;
    for (int at = 0; at < text.length(); ) {
      int chars = Character.charCount(text.codePointAt(at));
      int needed = chars == 2 ? 2 : units(encoding, text.charAt(at));
      if (used + needed > encoding.partUnits()) {
        parts.add(text.substring(start, at));
        start = at;
        used = 0;
      }
      used += needed;
      at += chars;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int units(Encoding encoding, char c) {
    return switch (encoding) {
      case GSM7 -> Gsm7.septets(c);
      case UCS2 -> 1;
    };
  }

  @Override
  public String toString() {
    return "Segments[" + encoding + ", units=" + units + ", count=" + count() + "]";
  }
}
