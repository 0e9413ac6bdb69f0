package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Typed;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: exports of Google, Outlook and spreadsheets become contacts, every column of them, in the
/// encodings they are written in; and a file that is made to cost much is refused with a reason.
/// Method: headings as those programs write them; bombs; random damage.
final class CsvOfOtherProgramsTest {
  private static final Numbers NEAR = new Numbers(PhoneNumber.parse("+12025550100"));

  private static ContactFile read(String text) throws UnreadableFile {
    return read(text.getBytes(UTF_8));
  }

  private static ContactFile read(byte[] file) throws UnreadableFile {
    return ContactFile.csv(file, List.of(), NEAR);
  }

  private static ContactCard card(String text) throws UnreadableFile {
    return read(text).rows().getFirst().incoming().orElseThrow().card();
  }

  @Test
  void google() throws UnreadableFile {
    ContactCard card =
        card(
            "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,Labels,"
                + "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
                + "Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,"
                + "Website 1 - Value\n"
                + "Ann,B.,Lee,,Acme,Chief,1985-04-12,\"two\nlines\",* myContacts,Work,ann@example.org,Mobile,"
                + "(202) 555-0143 ::: +1 202 555 0144,,,Home,\"1 Main St\nX\",1 Main St,Springfield,62701,https://example.org\n");
    assertEquals("Ann B. Lee", card.name().formatted());
    assertEquals("Lee", card.name().family());
    assertEquals("Acme", card.organisation().name());
    assertEquals("Chief", card.organisation().title());
    assertEquals("1985-04-12", card.birthday());
    assertEquals("two\nlines", card.notes());
    assertEquals(
        List.of(
            new Phone("(202) 555-0143", "+12025550143", List.of("cell")),
            new Phone("+1 202 555 0144", "+12025550144", List.of("cell"))),
        card.phones());
    assertEquals(List.of(new Typed("ann@example.org", List.of("work"))), card.emails());
    assertEquals(
        List.of(new Address("", "", "1 Main St", "Springfield", "", "62701", "", List.of("home"))),
        card.addresses());
    assertEquals(List.of(new CustomField("Labels", "* myContacts")), card.custom());
  }

  @Test
  void outlook() throws UnreadableFile {
    ContactCard card =
        card(
            "Title,First Name,Last Name,Company,Job Title,Business Street,Business City,Business Country/Region,"
                + "Mobile Phone,Business Phone,Home Fax,E-mail Address,E-mail 2 Address,Web Page,Account\r\n"
                + "Dr.,Ann,Lee,Acme,Chief,1 Main St,Springfield,USA,202-555-0143,202-555-0144,202-555-0145,"
                + "ann@example.org,ann@example.net,example.org,4711\r\n");
    assertEquals("Dr. Ann Lee", card.name().formatted());
    assertEquals("Chief", card.organisation().title());
    assertEquals(
        List.of(List.of("cell"), List.of("work"), List.of("fax")),
        card.phones().stream().map(Phone::types).toList());
    assertEquals(2, card.emails().size());
    assertEquals(List.of("work"), card.addresses().getFirst().types());
    assertEquals(List.of(new CustomField("Account", "4711")), card.custom());
  }

  @Test
  void spreadsheets_and_their_encodings() throws UnreadableFile {
    String text =
        "Vorname;Nachname;Telefon;Straße;Ort\r\nZoë;Ångström;+49 30 901820;Weg 1;Berlin\r\n";
    byte[] marked = ("\uFEFF" + text).getBytes(UTF_16LE);
    for (byte[] file :
        List.of(
            text.getBytes(UTF_8),
            ("\uFEFF" + text).getBytes(UTF_8),
            text.getBytes(ISO_8859_1),
            text.getBytes(Charset.forName("windows-1252")),
            marked,
            text.getBytes(UTF_16LE),
            ("sep=;\r\n" + text).getBytes(UTF_8))) {
      ContactCard card = read(file).rows().getFirst().incoming().orElseThrow().card();
      assertEquals("Zoë Ångström", card.name().formatted());
      assertEquals(List.of("+4930901820"), card.numbers());
      assertEquals("Berlin", card.addresses().getFirst().locality());
    }
  }

  @Test
  void who_sends_the_file_may_say_what_its_columns_are() throws UnreadableFile {
    List<CsvColumn> columns =
        List.of(
            new CsvColumn("phone", "work"), new CsvColumn("name", ""), new CsvColumn("ignore", ""));
    ContactFile file =
        ContactFile.csv("a,b,c\n+12025550143,Ann,secret\n,,\n,,x\n".getBytes(UTF_8), columns, NEAR);
    assertEquals("Ann", file.rows().get(0).incoming().orElseThrow().card().name().formatted());
    assertEquals(2, file.rows().size(), "an empty row is none");
    assertEquals(
        "it has no name, organisation, e-mail address or number", file.rows().get(1).reason());
    assertEquals(4, file.rows().get(1).line());
  }

  @Test
  void bombs_are_refused() {
    for (String bomb :
        List.of(
            ",".repeat(5_000_000),
            "name\n" + "x".repeat(10_000_000),
            "name\n\"" + "x\n".repeat(5_000_000),
            "name\n" + "\"\"\"".repeat(2_000_000),
            "name\n" + "x\n".repeat(10_001),
            "")) {
      UnreadableFile refusal = assertThrows(UnreadableFile.class, () -> read(bomb));
      assertTrue(
          refusal.reason().length() < 200 && !refusal.reason().contains("x,"), refusal.reason());
    }
  }

  @Test
  void a_row_that_is_too_much_is_refused_alone() throws UnreadableFile {
    ContactFile file =
        read(
            "name,notes,a,b,c\nAnn,"
                + "x,".repeat(4)
                + "\nEve"
                + (",y" + "y".repeat(30_000)).repeat(4)
                + "\nBob\n");
    assertEquals("", file.rows().get(0).reason());
    assertEquals(
        "its fields are longer than 65,536 characters together", file.rows().get(1).reason());
    assertEquals("", file.rows().get(2).reason());
  }

  @Test
  void random_damage_is_an_outcome() {
    long seed = 20261122;
    Random random = new Random(seed);
    byte[] good = "name,phone,\"e mail\"\n\"Ann\",+12025550143,a@b\nBob,,\n".getBytes(UTF_8);
    for (int run = 0; run < 3_000; run++) {
      byte[] damaged = good.clone();
      for (int i = random.nextInt(5); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(read(damaged).rows().size() <= 10, "seed " + seed + ", run " + run);
      } catch (UnreadableFile e) {
        assertTrue(!e.reason().isEmpty());
      }
    }
  }
}
