package dev.tandem.storage.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What of a text is indexed, and what of a query is looked up.
///
/// Of a word its first 2, 3, 4 and 6 letters are indexed, or all of it when it has fewer than two;
/// of a number its last 4 and last 7 digits. A query looks up the longest of these that each of its
/// words has, and the opened text decides.
public final class SearchTerms {
  /// Words of a query that are looked up; more are left out.
  public static final int MAX_TERMS = 8;

  static final int MAX_INDEXED = 4_000;

  private static final int[] BEGINNINGS = {6, 4, 3, 2};
  private static final int[] ENDS = {7, 4};

  private final List<Word> words;
  private final String digits;

  private SearchTerms(List<Word> words, String digits) {
    this.words = words;
    this.digits = digits;
  }

  /// What is kept of a text: at most 4,000 different terms.
  static Set<String> indexed(String text) {
    Set<String> terms = new LinkedHashSet<>();
    for (Word word : Words.of(text)) {
      terms.addAll(beginnings(word));
    }
    for (Digits.Written number : Digits.in(text)) {
      for (int length : ENDS) {
        if (length <= number.digits().length()) {
          terms.add(end(number.digits(), length));
        }
      }
    }
    return terms.size() <= MAX_INDEXED
        ? terms
        : new LinkedHashSet<>(terms.stream().limit(MAX_INDEXED).toList());
  }

  private static List<String> beginnings(Word word) {
    int letters = letters(word.folded());
    if (word.gram() || letters < 2) {
      return List.of("w" + word.folded());
    }
    List<String> out = new ArrayList<>();
    for (int length : BEGINNINGS) {
      if (length <= letters) {
        out.add(beginning(word.folded(), length));
      }
    }
    return out;
  }

  /// Reads a query: words that all have to begin a word of the text, or one number's last digits.
  /// Empty when it holds nothing that could be looked up.
  public static Optional<SearchTerms> of(String query) {
    String number = Digits.ofQuery(query.strip());
    if (!number.isEmpty()) {
      return Optional.of(new SearchTerms(List.of(), number));
    }
    List<Word> words = Words.ofQuery(query);
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new SearchTerms(words.stream().limit(MAX_TERMS).toList(), ""));
  }

  /// How many words a query has, a number being one.
  public static int wordsIn(String query) {
    return Digits.ofQuery(query.strip()).isEmpty() ? Words.ofQuery(query).size() : 1;
  }

  /// What has to be looked up, the most telling first.
  List<String> lookedUp() {
    if (!digits.isEmpty()) {
      return List.of(end(digits, digits.length() >= ENDS[0] ? ENDS[0] : ENDS[1]));
    }
    return words.stream()
        .map(SearchTerms::beginnings)
        .map(List::getFirst)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /// Where the query's words stand in the text, in its order; nothing when one of them is missing.
  Optional<List<Highlight>> match(String text) {
    List<Highlight> found = digits.isEmpty() ? words(text) : numbers(text);
    return found.isEmpty() ? Optional.empty() : Optional.of(merged(found));
  }

  private List<Highlight> numbers(String text) {
    return Digits.in(text).stream()
        .filter(number -> sameEnd(number.digits()))
        .map(number -> new Highlight(number.from(), number.to()))
        .toList();
  }

  /// A text may have the number without its country, and a query with it.
  private boolean sameEnd(String number) {
    return number.endsWith(digits) || (number.length() >= ENDS[0] && digits.endsWith(number));
  }

  private List<Highlight> words(String text) {
    List<Word> present = Words.of(text);
    List<Highlight> found = new ArrayList<>();
    for (Word wanted : words) {
      List<Highlight> places =
          present.stream()
              .filter(word -> meets(word, wanted))
              .map(word -> new Highlight(word.from(), word.to()))
              .toList();
      if (places.isEmpty()) {
        return List.of();
      }
      found.addAll(places);
    }
    return found;
  }

  private static boolean meets(Word word, Word wanted) {
    boolean whole = wanted.gram() || letters(wanted.folded()) < 2;
    return whole
        ? word.folded().equals(wanted.folded())
        : word.folded().startsWith(wanted.folded());
  }

  private static List<Highlight> merged(List<Highlight> places) {
    List<Highlight> out = new ArrayList<>();
    places.stream()
        .sorted(Comparator.comparingInt(Highlight::from))
        .forEach(
            place -> {
              if (!out.isEmpty() && place.from() < out.getLast().to()) {
                Highlight last = out.removeLast();
                out.add(new Highlight(last.from(), Math.max(last.to(), place.to())));
              } else {
                out.add(place);
              }
            });
    return out;
  }

  private static String beginning(String folded, int length) {
    return "w" + folded.substring(0, folded.offsetByCodePoints(0, length));
  }

  private static String end(String digits, int length) {
    return "n" + digits.substring(digits.length() - length);
  }

  private static int letters(String folded) {
    return folded.codePointCount(0, folded.length());
  }

  @Override
  public String toString() {
    return "SearchTerms[personal]";
  }
}
