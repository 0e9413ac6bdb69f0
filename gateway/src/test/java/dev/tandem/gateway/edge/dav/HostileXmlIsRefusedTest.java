package dev.tandem.gateway.edge.dav;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: XML that fetches, swells, nests or never ends is refused before anything is done with it,
/// and nothing of it comes back.
///
/// Method: the known attacks, each against the reader alone; then noise.
final class HostileXmlIsRefusedTest {
  private static final int DEPTH = DavLimits.DEFAULTS.xmlDepth();
  private static final int ELEMENTS = DavLimits.DEFAULTS.xmlElements();
  private static final int TEXT = DavLimits.DEFAULTS.xmlTextChars();
  private final XmlReader reader = new XmlReader(DavLimits.DEFAULTS);

  private void refused(String xml) {
    refused(xml.getBytes(UTF_8));
  }

  private void refused(byte[] xml) {
    DavRefusal refusal = assertThrows(DavRefusal.class, () -> reader.read(xml));
    assertEquals(400, refusal.status());
  }

  private XmlElement read(String xml) {
    return reader.read(xml.getBytes(UTF_8));
  }

  @Test
  void aFileIsNotRead(@TempDir Path directory) throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "canary");
    refused(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"%s\">]><propfind xmlns=\"DAV:\">&x;</propfind>"
            .formatted(secret.toUri()));
    refused("<!DOCTYPE a SYSTEM \"%s\"><propfind xmlns=\"DAV:\"/>".formatted(secret.toUri()));
    refused(
        "<!DOCTYPE a [<!ENTITY %% x SYSTEM \"%s\"> %%x;]><propfind xmlns=\"DAV:\"/>"
            .formatted(secret.toUri()));
    refused("<propfind xmlns=\"DAV:\" xmlns:xi=\"http://www.w3.org/2001/XInclude\">&x;</propfind>");
  }

  @Test
  void laughsDoNotMultiply() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 10; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    refused(laughs + "]><propfind xmlns=\"DAV:\">&l9;</propfind>");
    refused("<!DOCTYPE a [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><a>&a;</a>");
  }

  @Test
  void depthElementsAndTextHaveAnEnd() {
    String deepest = "<a>".repeat(DEPTH) + "</a>".repeat(DEPTH);
    assertEquals("a", read(deepest).name().getLocalPart());
    refused("<a>" + deepest + "</a>");
    refused("<a>".repeat(100_000));
    String most = "<a>" + "<b/>".repeat(ELEMENTS - 1) + "</a>";
    assertEquals(ELEMENTS - 1, read(most).children().size());
    refused("<a>" + "<b/>".repeat(ELEMENTS) + "</a>");
    assertEquals(TEXT, read("<a>" + "x".repeat(TEXT) + "</a>").text().length());
    refused("<a>" + "x".repeat(TEXT + 1) + "</a>");
    refused("<a b=\"" + "x".repeat(TEXT + 1) + "\"/>");
    refused("<a>" + ("x".repeat(1000) + "<b/>").repeat(1000) + "</a>");
  }

  @Test
  void whatIsNoXmlInUtf8IsNotGuessedAt() {
    for (String xml :
        List.of(
            "",
            " ",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a b=1/>",
            "<a>&unknown;</a>",
            "<a>\u0001</a>",
            "<x:a/>",
            "<?php x ?><a/>",
            "<a><?x y?></a>",
            "{\"a\": 1}",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>")) {
      refused(xml);
    }
    refused("<a/>".getBytes(UTF_16));
    refused(new byte[] {'<', 'a', '>', (byte) 0xC0, (byte) 0xAF, '<', '/', 'a', '>'});
  }

  @Test
  void whatClientsSendIsRead() {
    String sent =
        "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- hello -->\n"
            + "<D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/><C:address-data"
            + " xmlns:C=\"urn:ietf:params:xml:ns:carddav\" version=\"4.0\"/></D:prop>"
            + "<!-- and --></D:propfind>\n";
    XmlElement root = read(sent);
    assertEquals(DavName.PROPFIND, root.name());
    XmlElement prop = root.child(DavName.PROP).orElseThrow();
    assertEquals(
        "4.0", prop.child(DavName.ADDRESS_DATA).orElseThrow().attribute("version").orElseThrow());
    assertEquals("a<b]&c", read("<a>a&lt;<![CDATA[b]]]>&amp;c</a>").text());
  }

  @Test
  void noiseEndsInARefusalOrATree() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] words = {
      "<a>",
      "</a>",
      "<a",
      "/>",
      "&",
      ";",
      "&#0;",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "<!DOCTYPE",
      "[",
      "]",
      "xmlns:x=\"\"",
      "\"",
      "=",
      "x",
      "\u0000",
      "\uD800",
      "<?xml",
      "?>",
      "&#x10FFFF;"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int j = random.nextInt(20); j >= 0; j--) {
        noise.append(words[random.nextInt(words.length)]);
      }
      try {
        assertFalse(read(noise.toString()).name().getLocalPart().isEmpty());
      } catch (DavRefusal refused) {
        assertEquals(400, refused.status(), "seed " + seed);
      }
    }
  }
}
