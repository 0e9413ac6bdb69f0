package dev.tandem.messaging.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: a text is counted and cut exactly as networks do. Method: the limits of 3GPP TS
/// 23.038/23.040 as a table, and random texts whose parts must join and fit.
class SegmentsTest {

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of("empty", "", Encoding.GSM7, 0, 0),
        Arguments.of("one part, full", "a".repeat(160), Encoding.GSM7, 160, 1),
        Arguments.of("one septet too many", "a".repeat(161), Encoding.GSM7, 161, 2),
        Arguments.of("two parts, full", "a".repeat(306), Encoding.GSM7, 306, 2),
        Arguments.of("three parts", "a".repeat(307), Encoding.GSM7, 307, 3),
        Arguments.of("extension counts two", "€".repeat(80), Encoding.GSM7, 160, 1),
        Arguments.of("extension, one too many", "€".repeat(80) + "a", Encoding.GSM7, 161, 2),
        Arguments.of(
            "extension at the seam moves on",
            "a".repeat(152) + "€" + "a".repeat(152),
            Encoding.GSM7,
            306,
            3),
        Arguments.of(
            "extension fits the seam",
            "a".repeat(151) + "€" + "a".repeat(153),
            Encoding.GSM7,
            306,
            2),
        Arguments.of("every extension character", "\f^{}\\[~]|€", Encoding.GSM7, 20, 1),
        Arguments.of(
            "national letters of the table", "ÄÖÑÜ§äöñüàèéùìòÇØøÅåÆæßÉ", Encoding.GSM7, 24, 1),
        Arguments.of("Greek capitals of the table", "ΔΦΓΛΩΠΨΣΘΞ", Encoding.GSM7, 10, 1),
        Arguments.of("line ends", "a\r\nb", Encoding.GSM7, 4, 1),
        Arguments.of("c with cedilla is not in the table", "ç", Encoding.UCS2, 1, 1),
        Arguments.of("backtick is not in the table", "`", Encoding.UCS2, 1, 1),
        Arguments.of("tab is not in the table", "\t", Encoding.UCS2, 1, 1),
        Arguments.of("the escape itself is not a character", "\u001b", Encoding.UCS2, 1, 1),
        Arguments.of("curly quote", "it’s", Encoding.UCS2, 4, 1),
        Arguments.of("UCS-2 full", "é".repeat(69) + "ж", Encoding.UCS2, 70, 1),
        Arguments.of("UCS-2 one too many", "ж".repeat(71), Encoding.UCS2, 71, 2),
        Arguments.of("UCS-2 two full", "ж".repeat(134), Encoding.UCS2, 134, 2),
        Arguments.of("emoji are two units", "😀".repeat(35), Encoding.UCS2, 70, 1),
        Arguments.of(
            "a pair at the seam moves on",
            "ж".repeat(66) + "😀" + "ж".repeat(66),
            Encoding.UCS2,
            134,
            3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void countsAsNetworksDo(String name, String text, Encoding encoding, int units, int count) {
    Segments segments = Segments.of(text);
    assertEquals(encoding, segments.encoding());
    assertEquals(units, segments.units());
    assertEquals(count, segments.count());
    assertEquals(text, String.join("", segments.parts()));
  }

  @Test
  void partsJoinToTheTextAndEachFits() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> pieces = List.of("a", "€", "ж", "😀", "[", "é", " ");
    for (int round = 0; round < 2_000; round++) {
      int kinds = 1 + random.nextInt(pieces.size());
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(700); i > 0; i--) {
        text.append(pieces.get(random.nextInt(kinds)));
      }
      Segments segments = Segments.of(text.toString());
      assertEquals(text.toString(), String.join("", segments.parts()), "seed " + seed);
      int limit =
          segments.count() == 1
              ? segments.encoding().singleUnits()
              : segments.encoding().partUnits();
      for (String part : segments.parts()) {
        int units =
            Segments.of(part).encoding() == segments.encoding()
                ? Segments.of(part).units()
                : part.length();
        assertTrue(units <= limit, "seed " + seed);
        assertTrue(!Character.isHighSurrogate(part.charAt(part.length() - 1)), "seed " + seed);
      }
    }
  }
}
