package dev.tandem.gateway.edge.dav;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/// A condition on a text (RFC 6352 section 10.5.4).
record TextMatch(String text, Collation collation, Kind kind, boolean negated) {
  /// How texts are compared (section 8.3).
  enum Collation {
    /// `i;ascii-casemap` (RFC 4790): the letters A to Z are a to z.
    ASCII,
    /// `i;unicode-casemap` (RFC 5051), which also means the default.
    UNICODE;

    String fold(String text) {
      return switch (this) {
        case ASCII -> ascii(text);
        case UNICODE ->
            Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKD)
                    .toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT),
                Normalizer.Form.NFKD);
      };
    }

    private static String ascii(String text) {
      StringBuilder folded = new StringBuilder(text);
      for (int i = 0; i < folded.length(); i++) {
        char c = folded.charAt(i);
        if (c >= 'A' && c <= 'Z') {
          folded.setCharAt(i, (char) (c + 32));
        }
      }
      return folded.toString();
    }
  }

  /// Where the text has to be.
  enum Kind {
    EQUALS,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH
  }

  private static final Set<String> DEFAULTS = Set.of("default", "i;unicode-casemap");

  /// @throws DavRefusal `supported-collation`, for another collation
  static TextMatch of(XmlElement element) {
    String collation = element.attribute("collation").orElse("default");
    if (!DEFAULTS.contains(collation) && !collation.equals("i;ascii-casemap")) {
      throw DavRefusal.condition(
          DavName.card("supported-collation"), "Use i;ascii-casemap or i;unicode-casemap.");
    }
    Collation chosen = DEFAULTS.contains(collation) ? Collation.UNICODE : Collation.ASCII;
    Kind kind =
        switch (element.attribute("match-type").orElse("contains")) {
          case "equals" -> Kind.EQUALS;
          case "contains" -> Kind.CONTAINS;
          case "starts-with" -> Kind.STARTS_WITH;
          case "ends-with" -> Kind.ENDS_WITH;
          default -> throw CardFilter.unsupported();
        };
    boolean negated = element.attribute("negate-condition").orElse("no").equals("yes");
    return new TextMatch(chosen.fold(element.text()), chosen, kind, negated);
  }

  boolean matches(String value) {
    String folded = collation.fold(value);
    boolean found =
        switch (kind) {
          case EQUALS -> folded.equals(text);
          case CONTAINS -> folded.contains(text);
          case STARTS_WITH -> folded.startsWith(text);
          case ENDS_WITH -> folded.endsWith(text);
        };
    return found != negated;
  }

  @Override
  public String toString() {
    return "TextMatch[personal]";
  }
}
