package dev.tandem.gateway.edge.json;

import dev.tandem.storage.search.Highlight;
import java.util.ArrayList;
import java.util.List;

/// The part of a text around its first highlight, on one line. Never cuts a character of two UTF-16
/// units in half.
public record Snippet(String text, List<Highlight> highlights) {
  static final int MAX_CHARS = 200;
  private static final int BEFORE = 60;

  /// Cuts `text`; highlights that fall outside are left out, one at the edge is shortened.
  public static Snippet of(String text, List<Highlight> marks) {
    int first = marks.isEmpty() ? 0 : marks.getFirst().from();
    int from = text.length() <= MAX_CHARS ? 0 : Math.max(0, first - BEFORE);
    from = wordStart(text, from, first);
    int to = Math.min(text.length(), from + MAX_CHARS);
    if (from > 0 && from < text.length() && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to--;
    }
    List<Highlight> inside = new ArrayList<>();
    for (Highlight mark : marks) {
      if (mark.from() < to && mark.to() > from) {
        inside.add(
            new Highlight(Math.max(mark.from(), from) - from, Math.min(mark.to(), to) - from));
      }
    }
    return new Snippet(oneLine(text.substring(from, to)), List.copyOf(inside));
  }

  /// Behind the next blank, when one comes before the highlight.
  private static int wordStart(String text, int from, int first) {
    if (from == 0) {
      return 0;
    }
    for (int at = from; at < first; at++) {
      if (Character.isWhitespace(text.charAt(at))) {
        return at + 1;
      }
    }
    return from;
  }

  /// Control characters and line ends become blanks, one for one, so that highlights stay in place.
  private static String oneLine(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      out.append(Character.isISOControl(sign) || sign == '\u2028' || sign == '\u2029' ? ' ' : sign);
    }
    return out.toString();
  }

  @Override
  public String toString() {
    return "Snippet[personal]";
  }
}
