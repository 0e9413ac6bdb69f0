package dev.tandem.storage.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;

/// Makes words that people take for the same one the same: compatibility forms (NFKC), upper and
/// lower case, accents and vowel points, apostrophes.
final class Folding {
  /// Letters with a stroke or of two letters, which Unicode does not take apart.
  private static final Map<Integer, String> APART =
      Map.of(
          (int) 'ø', "o", (int) 'đ', "d", (int) 'ł', "l", (int) 'ħ', "h", (int) 'ŧ', "t", (int) 'æ',
          "ae", (int) 'œ', "oe", (int) 'ð', "d", (int) 'þ', "th", (int) 'ς', "σ");

  private Folding() {}

  static String fold(String word) {
    if (plain(word)) {
      return word.toLowerCase(Locale.ROOT);
    }
    // By way of upper case, so that sharp s becomes ss, and a dotless i an i.
    String lower =
        Normalizer.normalize(word, Form.NFKC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Form.NFKD).codePoints().forEach(sign -> add(out, sign));
    return Normalizer.normalize(out, Form.NFC);
  }

  /// Most words are of letters that need nothing but lower case.
  private static boolean plain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char sign = word.charAt(i);
      if (sign >= 0x80 || sign == '\'') {
        return false;
      }
    }
    return true;
  }

  private static void add(StringBuilder out, int sign) {
    if (dropped(sign)) {
      return;
    }
    String apart = APART.get(sign);
    if (apart != null) {
      out.append(apart);
    } else {
      out.appendCodePoint(sign);
    }
  }

  /// Accents and points. The voicing marks of kana make other letters and stay, and so do the vowel
  /// signs of India's scripts.
  private static boolean dropped(int sign) {
    if (sign == '\'' || sign == '\u2019') {
      return true;
    }
    if (Character.getType(sign) != Character.NON_SPACING_MARK || sign == 0x3099 || sign == 0x309A) {
      return false;
    }
    return switch (UnicodeScript.of(sign)) {
      case INHERITED, LATIN, GREEK, CYRILLIC, HEBREW, ARABIC -> true;
      default -> false;
    };
  }
}
