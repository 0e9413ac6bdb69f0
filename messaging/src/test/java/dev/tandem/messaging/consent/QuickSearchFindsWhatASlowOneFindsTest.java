package dev.tandem.messaging.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.consent.PhraseIndex.Said;
import dev.tandem.messaging.consent.Phrasebook.Kind;
import dev.tandem.messaging.consent.Phrasebook.Phrase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: trying only the phrases that can begin with a word's first letters misses none.
///
/// Method: texts of words that occur in the phrases, in any order and also in theirs, are searched
/// by the index and by every pattern in turn.
final class QuickSearchFindsWhatASlowOneFindsTest {
  private static final long SEED = 20_261_122;
  private static final int TEXTS = 20_000;

  private record Slow(Said said, Pattern pattern) {}

  @Test
  void bothFindTheSame() {
    List<Phrasebook> books = Phrasebook.all();
    PhraseIndex index = new PhraseIndex(books, EnumSet.allOf(Kind.class));
    List<Slow> slow =
        books.stream()
            .flatMap(book -> book.phrases().stream().map(phrase -> slow(book, phrase)))
            .toList();
    List<List<String>> phrases =
        books.stream()
            .flatMap(book -> book.phrases().stream().map(phrase -> words(phrase.pattern())))
            .toList();
    Random random = new Random(SEED);
    Set<Said> ever = new HashSet<>();
    for (int i = 0; i < TEXTS; i++) {
      String text = text(phrases, random);
      Set<Said> expected = new HashSet<>();
      slow.stream()
          .filter(one -> one.pattern().matcher(text).find())
          .forEach(one -> expected.add(one.said()));
      assertEquals(expected, index.find(text), text);
      ever.addAll(expected);
    }
    assertTrue(ever.size() > 30, "of ten languages and four kinds, found " + ever.size());
  }

  @Test
  void lettersOfNoPhraseAreNoTrouble() {
    PhraseIndex index = new PhraseIndex(Phrasebook.all(), EnumSet.allOf(Kind.class));
    assertEquals(Set.of(), index.find(""));
    assertEquals(Set.of(), index.find("請 停止 \ud83d\ude00 \ud800 z"));
  }

  private static Slow slow(Phrasebook book, Phrase phrase) {
    return new Slow(
        new Said(book.language(), phrase.kind()),
        Pattern.compile("(?:^| )(?:" + phrase.pattern() + ")(?: |$)"));
  }

  private static List<String> words(String pattern) {
    return Arrays.stream(pattern.split("[^\\p{L}0-9]+")).filter(word -> !word.isEmpty()).toList();
  }

  /// A few words of a phrase, in their order with gaps, between words of another.
  private static String text(List<List<String>> phrases, Random random) {
    StringBuilder text = new StringBuilder();
    List<String> inOrder = phrases.get(random.nextInt(phrases.size()));
    List<String> others = phrases.get(random.nextInt(phrases.size()));
    int at = random.nextInt(inOrder.size());
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) {
      boolean goOn = at < inOrder.size() && random.nextInt(4) > 0;
      String word = goOn ? inOrder.get(at) : others.get(random.nextInt(others.size()));
      at += goOn ? 1 + random.nextInt(3) : 0;
      text.append(i == 0 ? "" : " ").append(word);
    }
    return text.toString();
  }
}
