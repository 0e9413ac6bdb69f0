package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: a vCard that is made to cost much costs little, is told why it was not taken, and takes
/// nothing else of its file with it. Method: each kind of bomb between two good vCards; random
/// damage to a good one.
final class VCardBombsAreRefusedTest {
  private static final String GOOD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n";

  private static List<String> outcomes(String middle) {
    return outcomes((GOOD + middle + GOOD).getBytes(UTF_8));
  }

  private static List<String> outcomes(byte[] file) {
    VCardText text = new VCardText(file);
    List<String> out = new ArrayList<>();
    for (var piece = text.next(); piece.isPresent(); piece = text.next()) {
      out.add(outcome(piece.get()));
    }
    return out;
  }

  private static String outcome(VCardText.Piece piece) {
    if (!piece.reason().isEmpty()) {
      return piece.reason();
    }
    try {
      Incoming incoming = VCards.read(piece.text(), Numbers.ANYWHERE);
      return String.join(";", incoming.remarks()).isEmpty()
          ? incoming.card().name().formatted()
          : String.join(";", incoming.remarks());
    } catch (UnreadableCard e) {
      return e.reason();
    }
  }

  private static String card(String lines) {
    return "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve\r\n" + lines + "END:VCARD\r\n";
  }

  private static void between(String reason, String middle) {
    assertEquals(List.of("Ann", reason, "Ann"), outcomes(middle));
  }

  @Test
  void a_huge_line() {
    between("it is larger than 2,048 kB", card("NOTE:" + "x".repeat(3 << 20) + "\r\n"));
    between("it is larger than 2,048 kB", card("NOTE:x\r\n" + " yyyyyyyy\r\n".repeat(300_000)));
  }

  @Test
  void a_huge_picture() {
    String picture = Base64.getEncoder().encodeToString(new byte[(1 << 20) + 1]);
    between(
        "its picture is larger than 1,024 kB and was left out",
        card("PHOTO;ENCODING=b;TYPE=JPEG:" + picture + "\r\n"));
  }

  @Test
  void very_many_properties() {
    between("it has more than 1,000 properties", card("X-A:1\r\n".repeat(200_000)));
    between(
        "it has more than 100 numbers, addresses or fields",
        card("TEL:1\r\n".repeat(1) + numbered("TEL:%d\r\n", 101)));
  }

  private static String numbered(String line, int times) {
    StringBuilder out = new StringBuilder();
    for (int i = 2; i < times + 2; i++) {
      out.append(line.formatted(i));
    }
    return out.toString();
  }

  @Test
  void very_many_parameters_and_values() {
    String parameters = ";X-P=1".repeat(100_000);
    List<String> told = outcomes(card("X-A" + parameters + ":1\r\n"));
    assertEquals(3, told.size());
    assertTrue(told.get(1).startsWith("it is longer than 65,536 characters"), told.get(1));
    String values = "a,".repeat(500_000);
    assertTrue(outcomes(card("CATEGORIES:" + values + "\r\n")).get(1).startsWith("it is longer"));
  }

  @Test
  void vcards_inside_each_other() {
    between(
        "it has more than 3 vCards inside each other",
        "BEGIN:VCARD\r\nAGENT:\r\n".repeat(1_000) + "END:VCARD\r\n".repeat(1_000));
  }

  @Test
  void quoted_printable_that_never_ends() {
    String text =
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Eve\r\nNOTE;ENCODING=QUOTED-PRINTABLE:=\r\n"
            + "=\r\n".repeat(400_000)
            + "END:VCARD\r\n";
    between("it has more than 1,000 properties", text);
    String broken =
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:=ZZ=4\r\nTEL:1\r\nEND:VCARD\r\n";
    assertEquals(3, outcomes(broken).size());
  }

  @Test
  void a_file_that_ends_too_early_and_one_that_is_none() {
    assertEquals(
        List.of("Ann", "the file ends before it does"),
        outcomes((GOOD + "BEGIN:VCARD\r\nFN:Eve\r\n").getBytes(UTF_8)));
    assertEquals(List.of(), outcomes("no vCard at all".getBytes(UTF_8)));
    assertThrows(UnreadableCard.class, () -> VCards.read("no vCard", Numbers.ANYWHERE));
    between(
        "it has no name, organisation, e-mail address or number",
        card("").replace("FN:Eve\r\n", ""));
  }

  @Test
  void other_encodings() {
    String text = card("").replace("Eve", "Zo\u00EB \u00C5ngstr\u00F6m");
    for (String charset : List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252")) {
      assertEquals(
          List.of("Zo\u00EB \u00C5ngstr\u00F6m"),
          outcomes(text.getBytes(Charset.forName(charset))),
          charset);
    }
    assertEquals(
        List.of("Zo\u00EB \u00C5ngstr\u00F6m"), outcomes(("\uFEFF" + text).getBytes(UTF_8)));
  }

  @Test
  void random_damage_is_an_outcome() {
    long seed = 20261121;
    Random random = new Random(seed);
    byte[] good =
        card("N:Doe;Eve;;Dr.;\r\nTEL;TYPE=cell:+1 202 555 0143\r\nBDAY:1980-02-30\r\nADR:;;1 St;X;Y;1;US\r\n"
                + "GEO:1;2\r\nPHOTO;ENCODING=b:AAAA\r\nitem1.URL:http://example.org\r\nTZ:+01:00\r\n")
            .getBytes(UTF_8);
    for (int run = 0; run < 3_000; run++) {
      byte[] damaged = good.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      List<String> outcomes = outcomes(damaged);
      assertTrue(outcomes.size() <= 2, "seed " + seed + ", run " + run);
    }
  }
}
