package dev.tandem.messaging.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Goal: a mark that a word processor put in does not double what a text costs; where plain marks
/// save nothing, the text is as it was written. Method: texts around the edges of a segment.
class PlainMarksSaveSegmentsTest {
  @Test
  void aCurlyQuoteInALongTextIsPlain() {
    String text = "It\u2019s \u201Cten\u201D \u2013 or eleven\u2026 " + "a".repeat(60);
    assertEquals("It's \"ten\" - or eleven... " + "a".repeat(60), PlainMarks.where(text));
    assertEquals(1, Segments.of(PlainMarks.where(text)).count());
  }

  @Test
  void aShortTextStaysAsItIs() {
    assertEquals("It\u2019s ten", PlainMarks.where("It\u2019s ten"));
    assertEquals("\u2019".repeat(70), PlainMarks.where("\u2019".repeat(70)));
    assertEquals("'".repeat(71), PlainMarks.where("\u2019".repeat(71)));
  }

  @Test
  void whatNeedsUnicodeAnywayKeepsItsMarks() {
    String text = "It\u2019s \u2014 \uD83D\uDE00 " + "a".repeat(80);
    assertEquals(text, PlainMarks.where(text));
  }

  @Test
  void plainTextIsTheSame() {
    assertEquals("It's ten", PlainMarks.where("It's ten"));
    assertEquals("", PlainMarks.where(""));
  }
}
