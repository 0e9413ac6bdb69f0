package dev.tandem.storage.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Texts as people send them: some twelve words, drawn as words of a language are (Zipf's law: the
/// word of rank r comes 1/r as often as the first), now and then a telephone number. A seed gives
/// the same texts again.
final class Corpus {
  static final int WORDS = 20_000;

  private static final String[] ONSETS = {
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", ""
  };
  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "ea", "ou", "ai"};
  private static final String[] CODAS = {"", "", "n", "r", "s", "t", "l", "nd", "ck"};

  private final List<String> words = new ArrayList<>();
  private final double[] cumulated = new double[WORDS];
  private final Random random;

  Corpus(long seed) {
    Random vocabulary = new Random(7);
    Set<String> made = new LinkedHashSet<>();
    while (made.size() < WORDS) {
      made.add(word(vocabulary, made.size()));
    }
    words.addAll(made);
    double sum = 0;
    for (int rank = 0; rank < WORDS; rank++) {
      sum += 1.0 / (rank + 1);
      cumulated[rank] = sum;
    }
    random = new Random(seed);
  }

  /// Common words are short, as in any language.
  private static String word(Random random, int rank) {
    int syllables = rank < 60 ? 1 : rank < 2_000 ? 2 : 3;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      out.append(ONSETS[random.nextInt(ONSETS.length)])
          .append(VOWELS[random.nextInt(VOWELS.length)])
          .append(CODAS[random.nextInt(CODAS.length)]);
    }
    return out.toString();
  }

  /// The word of a rank, 0 the most common.
  String word(int rank) {
    return words.get(rank);
  }

  String text() {
    int count = 6 + random.nextInt(13);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append(words.get(rank()));
    }
    if (random.nextInt(50) == 0) {
      out.append(" ").append(number());
    }
    return out.toString();
  }

  String number() {
    return "(202) 555-" + String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
  }

  private int rank() {
    double drawn = random.nextDouble() * cumulated[WORDS - 1];
    int at = Arrays.binarySearch(cumulated, drawn);
    return Math.min(at < 0 ? -at - 1 : at, WORDS - 1);
  }
}
