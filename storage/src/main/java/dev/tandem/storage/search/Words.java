package dev.tandem.storage.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Cuts text of any language into words.
///
/// A word is a run of letters, digits and marks; an apostrophe between two letters belongs to it
/// (the rules WB5 to WB10 of UAX #29, without the joining of numbers). Scripts that are written
/// without spaces give single signs and overlapping pairs instead, which needs no dictionary. The
/// JDK's `BreakIterator` is not used: its rules may change with a JDK, and then what is indexed
/// would not be found.
final class Words {
  /// Longer texts are indexed up to here.
  static final int MAX_CHARACTERS = 20_000;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private final String text;
  private final boolean singles;
  private final List<Word> found = new ArrayList<>();

  private Words(String text, boolean singles) {
    this.text = text;
    this.singles = singles;
  }

  /// All words, with single signs and pairs of scripts without spaces.
  static List<Word> of(String text) {
    return new Words(cut(text), true).scan();
  }

  /// As a query is read: a single sign only where it stands alone.
  static List<Word> ofQuery(String text) {
    return new Words(cut(text), false).scan();
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }

  private List<Word> scan() {
    int at = 0;
    while (at < text.length()) {
      int sign = text.codePointAt(at);
      if (!inWord(sign)) {
        at += Character.charCount(sign);
        continue;
      }
      boolean grams = withoutSpaces(sign);
      int end = end(at, grams);
      if (grams) {
        grams(at, end);
      } else {
        word(at, end, false);
      }
      at = end;
    }
    return found;
  }

  private int end(int from, boolean grams) {
    int at = from;
    while (at < text.length()) {
      int sign = text.codePointAt(at);
      boolean mark = mark(sign);
      if (!mark && (!inWord(sign) || withoutSpaces(sign) != grams) && !joins(at, grams)) {
        return at;
      }
      at += Character.charCount(sign);
    }
    return at;
  }

  /// An apostrophe with a letter on either side.
  private boolean joins(int at, boolean grams) {
    char sign = text.charAt(at);
    return !grams
        && (sign == '\'' || sign == '\u2019')
        && at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.codePointBefore(at))
        && Character.isLetter(text.codePointAt(at + 1))
        && !withoutSpaces(text.codePointAt(at + 1));
  }

  private void grams(int from, int to) {
    int previous = -1;
    boolean alone = next(from, to) >= to;
    for (int at = from; at < to; at = next(at, to)) {
      int end = next(at, to);
      if (singles || alone) {
        word(at, end, true);
      }
      if (previous >= 0) {
        word(previous, end, true);
      }
      previous = at;
    }
  }

  /// Past a sign and the marks upon it.
  private int next(int at, int to) {
    int end = at + Character.charCount(text.codePointAt(at));
    while (end < to && mark(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void word(int from, int to, boolean gram) {
    String folded = Folding.fold(text.substring(from, to));
    if (!folded.isEmpty()) {
      found.add(new Word(folded, from, to, gram));
    }
  }

  private static boolean inWord(int sign) {
    return Character.isLetterOrDigit(sign) || mark(sign);
  }

  private static boolean mark(int sign) {
    int type = Character.getType(sign);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean withoutSpaces(int sign) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(sign)) && !mark(sign);
  }
}
