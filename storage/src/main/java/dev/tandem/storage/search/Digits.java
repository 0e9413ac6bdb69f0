package dev.tandem.storage.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Telephone numbers as people write them in a text: four to fifteen digits with blanks, dots,
/// hyphens, slashes or brackets between them.
final class Digits {
  /// A number of a text, its digits alone.
  record Written(String digits, int from, int to) {
    @Override
    public String toString() {
      return "Written[personal]";
    }
  }

  private static final int LEAST = 4;
  private static final int MOST = 15;
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\d])\\+?\\(?\\d(?:[ .()/\\u00A0\\u2010-\\u2013-]{0,3}\\d){3,14}(?!\\d)");
  private static final Pattern QUERY = Pattern.compile("[+\\d .()/\\u00A0\\u2010-\\u2013-]+");

  private Digits() {}

  static List<Written> in(String text) {
    List<Written> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      String digits = only(matcher.group());
      if (digits.length() >= LEAST && digits.length() <= MOST) {
        found.add(new Written(digits, matcher.start(), matcher.end()));
      }
    }
    return found;
  }

  /// The digits of a query that is nothing but a number; empty when it is something else.
  static String ofQuery(String query) {
    String digits = QUERY.matcher(query).matches() ? only(query) : "";
    return digits.length() >= LEAST && digits.length() <= MOST ? digits : "";
  }

  private static String only(String text) {
    return text.replaceAll("\\D", "");
  }
}
