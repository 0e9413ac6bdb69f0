package dev.tandem.gateway.edge.dav;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: the filters of RFC 6352 section 10.5 let pass what they say, and a part of a card is what
/// was asked for.
///
/// Method: one card with folds, groups, quotes and escapes against many filters.
final class CardsAreFilteredTest {
  private static final String CARD =
      String.join(
          "\r\n",
          "BEGIN:VCARD",
          "VERSION:3.0",
          "UID:one",
          "FN:Straße Müller\\, Ann",
          "N:Müller;Ann;;;",
          "item1.TEL;TYPE=\"WORK,voice\";X-A=\"a:b;c\":+1 202",
          "  555 0143",
          "EMAIL;TYPE=home;TYPE=pref:ann@example.org",
          "NOTE:one\\ntwo",
          "END:VCARD",
          "");

  private static boolean passes(String filter) {
    String xml =
        "<C:filter xmlns:C=\"%s\" test=\"allof\">%s</C:filter>".formatted(DavName.CARD, filter);
    XmlElement element = new XmlReader(DavLimits.DEFAULTS).read(xml.getBytes(UTF_8));
    return CardFilter.of(element).passes(ContentLines.of(CARD));
  }

  private static String prop(String name, String inside) {
    return "<C:prop-filter name=\"%s\">%s</C:prop-filter>".formatted(name, inside);
  }

  private static String text(String attributes, String text) {
    return "<C:text-match %s>%s</C:text-match>".formatted(attributes, text);
  }

  @Test
  void propertiesAreThereOrNot() {
    assertTrue(passes(""));
    assertTrue(passes(prop("TEL", "")));
    assertTrue(passes(prop("tel", "")));
    assertTrue(passes(prop("item1.TEL", "")));
    assertFalse(passes(prop("ADR", "")));
    assertTrue(passes(prop("ADR", "<C:is-not-defined/>")));
    assertFalse(passes(prop("TEL", "<C:is-not-defined/>")));
    assertFalse(passes(prop("TEL", "") + prop("ADR", "")));
  }

  @Test
  void textsAreCompared() {
    assertTrue(passes(prop("FN", text("", "MÜLLER"))));
    assertTrue(passes(prop("FN", text("", "Muller".replace("u", "u\u0308")))));
    assertTrue(passes(prop("FN", text("", "strasse"))));
    assertTrue(passes(prop("FN", text("", "müller, ann"))));
    assertFalse(passes(prop("FN", text("collation=\"i;ascii-casemap\"", "MÜLLER"))));
    assertTrue(passes(prop("FN", text("collation=\"i;ascii-casemap\"", "LLER, ANN"))));
    assertTrue(passes(prop("EMAIL", text("match-type=\"starts-with\"", "ANN@"))));
    assertTrue(passes(prop("EMAIL", text("match-type=\"ends-with\"", ".ORG"))));
    assertTrue(passes(prop("EMAIL", text("match-type=\"equals\"", "Ann@Example.org"))));
    assertFalse(passes(prop("EMAIL", text("match-type=\"equals\"", "ann@example.or"))));
    assertFalse(passes(prop("EMAIL", text("negate-condition=\"yes\"", "ann"))));
    assertTrue(passes(prop("TEL", text("", "202 555"))), "unfolded");
    assertTrue(passes(prop("NOTE", text("", "one\ntwo"))), "escapes undone");
  }

  @Test
  void parametersAreTested() {
    String work = "<C:param-filter name=\"type\">" + text("", "work") + "</C:param-filter>";
    assertTrue(passes(prop("TEL", work)));
    assertFalse(passes(prop("EMAIL", work)));
    assertTrue(
        passes(prop("EMAIL", "<C:param-filter name=\"X-A\"><C:is-not-defined/></C:param-filter>")));
    assertTrue(
        passes(
            prop(
                "TEL",
                "<C:param-filter name=\"X-A\">"
                    + text("match-type=\"equals\"", "a:b;c")
                    + "</C:param-filter>")));
  }

  @Test
  void whatIsNotOfTheRfcIsToldSo() {
    for (String filter :
        List.of(
            prop("FN", text("collation=\"i;octet\"", "x")),
            prop("FN", text("match-type=\"like\"", "x")),
            "<C:prop-filter/>",
            "<C:prop-filter name=\"FN\" test=\"noneof\"/>")) {
      assertEquals(403, assertThrows(DavRefusal.class, () -> passes(filter)).status(), filter);
    }
  }

  @Test
  void aPartKeepsItsFrame() {
    assertEquals(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:one\r\n"
            + "item1.TEL;TYPE=\"WORK,voice\";X-A=\"a:b;c\":+1 202\r\n  555 0143\r\nEND:VCARD\r\n",
        ContentLines.of(CARD).only(Set.of("UID", "TEL")));
  }

  @Test
  void oneCardIsOne() {
    assertTrue(ContentLines.single(CARD));
    assertTrue(ContentLines.single(CARD.replace("\r\n", "\n")));
    assertFalse(ContentLines.single(CARD + CARD));
    assertFalse(ContentLines.single(CARD.replace("END:VCARD", "")));
    assertFalse(ContentLines.single("NOTE:before\r\n" + CARD));
    assertFalse(ContentLines.single(""));
  }
}
