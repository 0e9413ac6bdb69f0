package dev.tandem.messaging.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: who asks for no more texts is understood, in whatever words; who does not is not silenced;
/// what is neither is asked about. Method: 200 ways to say no in ten languages, 200 texts that hold
/// the same words and mean nothing of it, some that nobody can be sure of, and keywords.
class PeopleSayNoInTenLanguagesTest {
  /// A line of a file: its language or reading, and the text.
  record Line(String label, String text) {}

  static List<Line> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PeopleSayNoInTenLanguagesTest.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> new Line(line.substring(0, line.indexOf('\t')), after(line)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String after(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }

  private static List<Line> notRead(String file, Reading expected) {
    return lines(file).stream()
        .filter(line -> ConsentClassifier.read(line.text()) != expected)
        .toList();
  }

  @Test
  void everyNoIsUnderstood() {
    assertEquals(List.of(), notRead("opt-outs.tsv", Reading.STOP));
    assertEquals(200, lines("opt-outs.tsv").stream().distinct().count());
    assertEquals(10, lines("opt-outs.tsv").stream().map(Line::label).distinct().count());
  }

  @Test
  void nobodyElseIsSilenced() {
    assertEquals(List.of(), notRead("harmless.tsv", Reading.NONE));
    assertEquals(200, lines("harmless.tsv").stream().distinct().count());
  }

  @Test
  void whatIsNotSureIsAsked() {
    assertEquals(List.of(), notRead("doubtful.tsv", Reading.UNSURE));
  }

  @Test
  void keywordsAreTakenAtTheirWord() {
    List<Line> wrong =
        lines("keywords.tsv").stream()
            .filter(line -> !ConsentClassifier.read(line.text()).name().equals(line.label()))
            .toList();
    assertEquals(List.of(), wrong);
  }

  @Test
  void howeverANoIsTypedItIsOne() {
    List<String> changed =
        lines("opt-outs.tsv").stream()
            .map(Line::text)
            .flatMap(
                text ->
                    Stream.of(
                        "  " + text + "\n",
                        text + " !!!",
                        "\"" + text + "\"",
                        text.replace('\'', '’'),
                        text + " 😡"))
            .filter(text -> ConsentClassifier.read(text) != Reading.STOP)
            .toList();
    assertEquals(List.of(), changed);
  }

  @Test
  void aWishLostInALongTextIsForAPerson() {
    String story = "we talked about the house and the garden and the roof ".repeat(5);
    assertEquals(Reading.UNSURE, ConsentClassifier.read(story + "please stop texting me"));
    assertEquals(Reading.NONE, ConsentClassifier.read("stop texting me ".repeat(200)));
  }

  /// A pattern that backtracks without end would stop the reception of texts.
  @Test
  void noTextTakesLong() {
    String near = "no me envíen más más más más mensajes mensajes sms ".repeat(39);
    for (String text : List.of(near, "mesaj ".repeat(330), "a ".repeat(999), "ne ".repeat(660))) {
      assertTrue(text.length() <= ConsentClassifier.MAX_CHARS);
      assertTrue(ConsentClassifier.read(text) != Reading.START);
    }
  }
}
