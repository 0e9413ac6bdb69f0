package dev.tandem.gateway.edge.dav;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The content lines of one vCard (RFC 6350 section 3.3), as filters and partial answers look at
/// them: unfolded, with name, parameters and value apart. What a property means stays the business
/// of whoever reads cards.
record ContentLines(List<Line> lines) {

  /// One property.
  ///
  /// @param raw the line as it is written, folds included
  /// @param name in upper case, without its group
  /// @param parameters values by name in upper case
  /// @param value with its escapes undone
  record Line(String raw, String name, Map<String, List<String>> parameters, String value) {
    @Override
    public String toString() {
      return "Line[" + name + "]";
    }
  }

  private static final Set<String> FRAME = Set.of("BEGIN", "VERSION", "END");

  static ContentLines of(String card) {
    List<Line> lines = new ArrayList<>();
    StringBuilder raw = new StringBuilder();
    StringBuilder unfolded = new StringBuilder();
    for (String line : card.split("\r?\n", -1)) {
      boolean folded = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
      if (!folded) {
        add(lines, raw, unfolded);
      }
      raw.append(line).append("\r\n");
      unfolded.append(folded ? line.substring(1) : line);
    }
    add(lines, raw, unfolded);
    return new ContentLines(lines);
  }

  /// Whether `text` is one vCard, with whatever it holds inside, and nothing else.
  static boolean single(String text) {
    int depth = 0;
    int cards = 0;
    for (Line line : of(text).lines()) {
      String value = line.value().strip();
      boolean frame = value.equalsIgnoreCase("VCARD");
      if (frame && line.name().equals("BEGIN")) {
        depth++;
      } else if (depth == 0) {
        return false;
      } else if (frame && line.name().equals("END")) {
        depth--;
        cards += depth == 0 ? 1 : 0;
      }
    }
    return depth == 0 && cards == 1;
  }

  /// The card with these properties and its frame alone.
  String only(Set<String> names) {
    StringBuilder part = new StringBuilder();
    for (Line line : lines) {
      if (FRAME.contains(line.name()) || names.contains(line.name())) {
        part.append(line.raw());
      }
    }
    return part.toString();
  }

  List<Line> named(String name) {
    return lines.stream().filter(line -> line.name().equals(name)).toList();
  }

  private static void add(List<Line> lines, StringBuilder raw, StringBuilder unfolded) {
    String text = unfolded.toString();
    int colon = endOfHead(text);
    if (colon > 0) {
      lines.add(line(raw.toString(), text.substring(0, colon), text.substring(colon + 1)));
    }
    raw.setLength(0);
    unfolded.setLength(0);
  }

  /// Where the value's colon is: outside of quotes.
  private static int endOfHead(String text) {
    return next(text, 0, ':');
  }

  private static int next(String text, int from, char wanted) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = next(text, 0, separator); at >= 0; at = next(text, from, separator)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Line line(String raw, String head, String value) {
    List<String> parts = split(head, ';');
    String name = parts.getFirst();
    int dot = name.lastIndexOf('.');
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? "TYPE" : part.substring(0, equals).toUpperCase(Locale.ROOT);
      List<String> values = parameters.computeIfAbsent(key, ignored -> new ArrayList<>());
      for (String one : split(part.substring(equals + 1), ',')) {
        values.add(one.replace("\"", ""));
      }
    }
    return new Line(
        raw, name.substring(dot + 1).toUpperCase(Locale.ROOT), parameters, unescaped(value));
  }

  private static String unescaped(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        char escaped = value.charAt(i);
        plain.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  @Override
  public String toString() {
    return "ContentLines[personal]";
  }
}
