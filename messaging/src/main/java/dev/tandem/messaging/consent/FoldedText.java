package dev.tandem.messaging.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A text as phrases are compared with it: lower case, no accents, no apostrophes, anything else
/// that is neither letter nor digit a single space, letters that are drawn out given back (three
/// and more of one in a row are one).
final class FoldedText {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´ʼ＇]");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");

  /// An apostrophe that English drops: don't, I'm, we'd.
  private static final Pattern ENGLISH = Pattern.compile("(?i)[a-z]['’‘`´ʼ＇](t|s|m|re|ve|ll|d)\\b");

  private FoldedText() {}

  static String of(String text) {
    String joined = APOSTROPHES.matcher(letters(text)).replaceAll(_ -> apart(text));
    String words = OTHERS.matcher(joined).replaceAll(" ").strip();
    return DRAWN_OUT.matcher(words).replaceAll("$1");
  }

  /// English writes "dont" for "don't"; Romance languages write "m'envoyer" and mean two words.
  private static String apart(String text) {
    return ENGLISH.matcher(text).find() ? "" : " ";
  }

  /// The same folding of letters alone, for patterns, whose syntax it leaves as it is.
  static String letters(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return MARKS
        .matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
        .replaceAll("")
        .replace("ß", "ss")
        .replace('ł', 'l')
        .replace('ı', 'i')
        .replace('ø', 'o');
  }
}
