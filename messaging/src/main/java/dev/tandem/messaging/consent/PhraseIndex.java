package dev.tandem.messaging.consent;

import dev.tandem.messaging.consent.Phrasebook.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds phrases of all languages in one walk over a text. At a word only those are tried that can
/// begin with its first two letters, which leaves a few of some hundreds.
///
/// Which can is asked of the patterns themselves, once for each pair of letters that occurs in any
/// of them: one that neither matches the two letters nor wants to see more of them
/// ([Matcher#hitEnd()]) cannot begin with them.
final class PhraseIndex {
  /// What was found: a phrase of this kind in this language.
  record Said(String language, Kind kind) {}

  /// @param pattern begins at a word and ends with the space after one
  private record Phrase(Said said, Pattern pattern) {}

  private final List<Phrase> phrases;
  private final BitSet letters = new BitSet();
  private final Map<String, List<Phrase>> beginning = new ConcurrentHashMap<>();

  /// @param kinds of the phrases that are looked for
  PhraseIndex(List<Phrasebook> books, Set<Kind> kinds) {
    phrases =
        books.stream()
            .flatMap(
                book ->
                    book.phrases().stream()
                        .filter(phrase -> kinds.contains(phrase.kind()))
                        .map(
                            phrase ->
                                new Phrase(
                                    new Said(book.language(), phrase.kind()),
                                    Pattern.compile("(?:" + phrase.pattern() + ") "))))
            .toList();
    letters.set(' ');
    letters.set('0', '9' + 1);
    for (Phrase phrase : phrases) {
      phrase.pattern().pattern().chars().forEach(letters::set);
    }
  }

  /// Everything that a folded text says.
  Set<Said> find(String folded) {
    Set<Said> found = new HashSet<>();
    String text = folded + " ";
    for (int word = 0; word < folded.length(); word = text.indexOf(' ', word) + 1) {
      for (Phrase phrase : beginning(text, word)) {
        if (!found.contains(phrase.said())) {
          Matcher matcher = phrase.pattern().matcher(text).region(word, text.length());
          if (matcher.lookingAt()) {
            found.add(phrase.said());
          }
        }
      }
    }
    return found;
  }

  /// Phrases that may begin at this word. Its two letters are kept only if phrases have such ones:
  /// no text makes the memory grow beyond that.
  private List<Phrase> beginning(String text, int word) {
    String two = text.substring(word, Math.min(word + 2, text.length()));
    return two.chars().allMatch(letters::get)
        ? beginning.computeIfAbsent(two, this::beginningWith)
        : List.of();
  }

  private List<Phrase> beginningWith(String two) {
    return phrases.stream().filter(phrase -> mayBegin(phrase.pattern(), two)).toList();
  }

  private static boolean mayBegin(Pattern pattern, String two) {
    Matcher matcher = pattern.matcher(two);
    return matcher.lookingAt() || matcher.hitEnd();
  }
}
