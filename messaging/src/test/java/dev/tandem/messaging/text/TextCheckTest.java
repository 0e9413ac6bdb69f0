package dev.tandem.messaging.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what cannot be sent is refused with words that say what to do and never quote the text.
/// Method: each limit from both sides.
class TextCheckTest {

  @Test
  void tenSegmentsPass() {
    TextCheck.Sendable ten =
        assertInstanceOf(TextCheck.Sendable.class, TextCheck.of("a".repeat(1530)));
    assertEquals(10, ten.segments().count());
    assertInstanceOf(TextCheck.Sendable.class, TextCheck.of("ж".repeat(670)));
  }

  @Test
  void elevenSegmentsAreRefused() {
    assertTrue(refusal("a".repeat(1531)).contains("11 segments; 10 is the most"));
    assertTrue(refusal("ж".repeat(671)).contains("outside the GSM alphabet"));
  }

  @Test
  void moreThanTheCharactersOfOneTextAreRefused() {
    assertTrue(refusal("a".repeat(1601)).contains("1601 characters; 1600 is the most"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n\t"})
  void emptyIsRefused(String blank) {
    assertTrue(refusal(blank).contains("empty"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\ud83d", "\ude00a", "\ude00\ud83d"})
  void halvesOfCharactersAreRefused(String broken) {
    assertTrue(refusal(broken).contains("lone surrogate"));
  }

  @Test
  void theTextIsNotQuoted() {
    assertFalse(refusal("canary ".repeat(300)).contains("canary"));
  }

  private static String refusal(String text) {
    return assertInstanceOf(TextCheck.Refused.class, TextCheck.of(text)).detail();
  }
}
