package dev.tandem.messaging.consent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One language's ways to ask for no more texts, and what looks like one and is none. A resource of
/// lines:
///
/// ```
/// # a comment
/// word stop: arret, stop svp        what a whole text may be; also: word start, word help
/// stop: plus (de|aucun) sms         a pattern that asks for no more, anywhere in a text
/// doubt: wrong number               a pattern that may
/// hedge: (on|at) weekends           a pattern that makes a `stop` doubtful: condition, time, quotation
/// harmless: next stop               a pattern that takes a `doubt` away
/// ```
///
/// Patterns are regular expressions over [FoldedText], between words; none has a wildcard among its
/// first two letters.
record Phrasebook(String language, Map<Kind, Set<String>> words, List<Phrase> phrases) {
  private static final List<String> LANGUAGES =
      List.of("en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "tr", "more");

  /// What a line is.
  enum Kind {
    WORD_STOP,
    WORD_START,
    WORD_HELP,
    STOP,
    DOUBT,
    HEDGE,
    HARMLESS
  }

  /// A pattern, as it is written.
  record Phrase(Kind kind, String pattern) {}

  /// Every language that is known.
  static List<Phrasebook> all() {
    return LANGUAGES.stream().map(Phrasebook::read).toList();
  }

  boolean isWord(Kind kind, String folded) {
    return words.getOrDefault(kind, Set.of()).contains(folded);
  }

  private static Phrasebook read(String language) {
    Map<Kind, Set<String>> words = new EnumMap<>(Kind.class);
    List<Phrase> phrases = new ArrayList<>();
    for (String line : lines(language + ".txt")) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).strip();
      String value = line.substring(colon + 1).strip();
      switch (name) {
        case "word stop" -> addWords(words, Kind.WORD_STOP, value);
        case "word start" -> addWords(words, Kind.WORD_START, value);
        case "word help" -> addWords(words, Kind.WORD_HELP, value);
        case "stop" -> phrases.add(new Phrase(Kind.STOP, FoldedText.letters(value)));
        case "doubt" -> phrases.add(new Phrase(Kind.DOUBT, FoldedText.letters(value)));
        case "hedge" -> phrases.add(new Phrase(Kind.HEDGE, FoldedText.letters(value)));
        case "harmless" -> phrases.add(new Phrase(Kind.HARMLESS, FoldedText.letters(value)));
        default -> throw new IllegalStateException("a line of " + language + " is of no kind");
      }
    }
    return new Phrasebook(language, words, phrases);
  }

  private static void addWords(Map<Kind, Set<String>> words, Kind kind, String value) {
    Set<String> all = words.computeIfAbsent(kind, _ -> new HashSet<>());
    Arrays.stream(value.split(",", -1)).map(FoldedText::of).forEach(all::add);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Phrasebook.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the phrases of " + resource + " are missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
