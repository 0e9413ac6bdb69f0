package dev.tandem.gateway.edge.dav;

import java.util.Map;
import javax.xml.namespace.QName;

/// Writes XML: the four namespaces are declared once at the root, others where they occur. What XML
/// cannot carry (XML 1.0 section 2.2) becomes U+FFFD; a carriage return is escaped, because a
/// reader would take it for part of a line end (section 2.11).
final class XmlText {
  private static final Map<String, String> PREFIXES =
      Map.of(
          DavName.DAV, "D",
          DavName.CARD, "C",
          DavName.CALENDAR_SERVER, "CS",
          DavName.OURS, "T");

  private final StringBuilder out = new StringBuilder(512);

  /// The declaration and the root's start.
  XmlText root(QName name) {
    out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<").append(tag(name));
    PREFIXES.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(it -> out.append(" xmlns:%s=\"%s\"".formatted(it.getValue(), it.getKey())));
    out.append('>');
    return this;
  }

  XmlText open(QName name) {
    out.append('<').append(tag(name));
    declare(name);
    out.append('>');
    return this;
  }

  /// The same with attributes, whose names have no namespace.
  XmlText open(QName name, Map<String, String> attributes) {
    out.append('<').append(tag(name));
    declare(name);
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          escape(value);
          out.append('"');
        });
    out.append('>');
    return this;
  }

  XmlText close(QName name) {
    out.append("</").append(tag(name)).append('>');
    return this;
  }

  XmlText empty(QName name) {
    out.append('<').append(tag(name));
    declare(name);
    out.append("/>");
    return this;
  }

  XmlText text(String text) {
    escape(text);
    return this;
  }

  /// An element with nothing but text.
  XmlText element(QName name, String text) {
    return open(name).text(text).close(name);
  }

  /// Gives out what was written so far and forgets it.
  String take() {
    String text = out.toString();
    out.setLength(0);
    return text;
  }

  int length() {
    return out.length();
  }

  private static String tag(QName name) {
    String prefix = PREFIXES.get(name.getNamespaceURI());
    return prefix == null ? name.getLocalPart() : prefix + ":" + name.getLocalPart();
  }

  private void declare(QName name) {
    if (!PREFIXES.containsKey(name.getNamespaceURI())) {
      out.append(" xmlns=\"");
      escape(name.getNamespaceURI());
      out.append('"');
    }
  }

  private void escape(String text) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(carried(c) ? c : 0xFFFD);
              }
            });
  }

  private static boolean carried(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
