package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a form is read exactly or not at all, within its limits. Method: round trips, malformed
/// escapes, each limit from both sides, random bytes.
class FormTest {
  private static final Form.Limits SMALL = new Form.Limits(3, 4, 5);

  @Test
  void keepsOrderAndRepeats() {
    Form form = parse("b=2&a=1&b=3&empty=&flag").orElseThrow();
    assertEquals(List.of("b", "a", "empty", "flag"), List.copyOf(form.fields().keySet()));
    assertEquals(List.of("2", "3"), form.fields().get("b"));
    assertEquals(Optional.of("1"), form.one("a"));
    assertEquals(Optional.empty(), form.one("b"));
    assertTrue(form.ambiguous("b"));
    assertEquals(Optional.of(""), form.one("flag"));
  }

  @Test
  void decodesPlusPercentAndUtf8() {
    Form form = parse("Body=a+b%2Bc%20%C3%A9%F0%9F%98%80é").orElseThrow();
    assertEquals(Optional.of("a b+c é😀é"), form.one("Body"));
  }

  @Test
  void roundTrips() {
    Form form = parse("x=%26%3D%25+%2B&x=%00&%C3%A9=1").orElseThrow();
    assertEquals(Optional.of(form), parse(form.encode()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%C3", "a=%ED%A0%80", "%=1"})
  void refusesWhatCannotBeReadExactly(String body) {
    assertEquals(Optional.empty(), parse(body));
  }

  @Test
  void keepsItsLimits() {
    assertTrue(limited("a=1&b=2&c=3").isPresent());
    assertTrue(limited("a=1&b=2&c=3&d=4").isEmpty());
    assertTrue(limited("a=1&a=2&a=3&a=4").isEmpty());
    assertTrue(limited("abcd=12345").isPresent());
    assertTrue(limited("abcde=1").isEmpty());
    assertTrue(limited("a=123456").isEmpty());
  }

  @Test
  void randomBytesNeverThrow() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] alphabet = "ab=&%+0Ff\u00e9".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] body = new byte[random.nextInt(24)];
      for (int i = 0; i < body.length; i++) {
        body[i] = alphabet[random.nextInt(alphabet.length)];
      }
      Optional<Form> form = Form.parse(body, Form.Limits.WEBHOOK);
      form.ifPresent(read -> assertEquals(form, parse(read.encode()), "seed " + seed));
    }
  }

  private static Optional<Form> parse(String body) {
    return Form.parse(body.getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK);
  }

  private static Optional<Form> limited(String body) {
    return Form.parse(body.getBytes(StandardCharsets.UTF_8), SMALL);
  }
}
