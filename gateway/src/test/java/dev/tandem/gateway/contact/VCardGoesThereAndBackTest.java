package dev.tandem.gateway.contact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.property.VCardProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Goal: what a phone or program put into a vCard comes back to it, also what nobody here
/// understands, and after its contact was changed here. Method: vCards as Android, iPhone, macOS,
/// Evolution, Outlook and Gmail write them, read and written, and compared property by property.
final class VCardGoesThereAndBackTest {
  private static final Instant THEN = Instant.parse("2026-11-01T12:00:00Z");

  private static List<Path> files() throws IOException {
    Path folder = Path.of(System.getProperty("tandem.shared", "missing"), "vectors/vcard");
    assumeTrue(Files.isDirectory(folder), () -> "no vCards at " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".vcf")).sorted().toList();
    }
  }

  private static List<VCardText.Piece> pieces(Path file) throws IOException {
    VCardText text = new VCardText(Files.readAllBytes(file));
    List<VCardText.Piece> pieces = new ArrayList<>();
    for (var piece = text.next(); piece.isPresent(); piece = text.next()) {
      pieces.add(piece.get());
    }
    return pieces;
  }

  private static VCardVersion version(VCard vcard) {
    return vcard.getVersion() == VCardVersion.V4_0 ? VCardVersion.V4_0 : VCardVersion.V3_0;
  }

  /// Properties as they are written, without those that are ours to set.
  private static List<String> properties(String text) {
    VCard vcard = Ezvcard.parse(text).first();
    List<String> out = new ArrayList<>();
    for (VCardProperty property : vcard.getProperties()) {
      VCard alone = new VCard(VCardVersion.V3_0);
      alone.addProperty(property);
      String line =
          Ezvcard.write(alone).version(VCardVersion.V3_0).prodId(false).versionStrict(false).go();
      String content = line.replaceAll("\r\n ", "").lines().skip(2).findFirst().orElse("");
      if (!content.matches("(?i)(UID|REV|PHOTO|N|FN)[:;].*")) {
        out.add(content);
      }
    }
    out.sort(null);
    return out;
  }

  @Test
  void nothing_is_lost_on_the_way() throws IOException, UnreadableCard {
    int read = 0;
    for (Path file : files()) {
      for (VCardText.Piece piece : pieces(file)) {
        String name = file.getFileName() + " line " + piece.line();
        assertEquals("", piece.reason(), name);
        Incoming incoming = VCards.read(piece.text(), Numbers.ANYWHERE);
        assertEquals(List.of(), incoming.remarks(), name);
        VCard original = Ezvcard.parse(piece.text()).first();
        String again =
            VCards.write(
                incoming.card(),
                incoming.uid().orElse("urn:uuid:1"),
                incoming.picture(),
                THEN,
                version(original));
        assertEquals(properties(piece.text()), properties(again), name);
        Incoming twice = VCards.read(again, Numbers.ANYWHERE);
        assertSame(incoming.card(), twice.card(), name);
        if (incoming.picture().isPresent()) {
          assertArrayEquals(
              incoming.picture().get().bytes(), twice.picture().orElseThrow().bytes(), name);
        }
        read++;
      }
    }
    assertTrue(read >= 9, "read " + read);
  }

  private static void assertSame(ContactCard one, ContactCard two, String name) {
    assertEquals(one.name(), two.name(), name);
    assertEquals(one.organisation(), two.organisation(), name);
    assertEquals(one.birthday(), two.birthday(), name);
    assertEquals(one.phones(), two.phones(), name);
    assertEquals(one.emails(), two.emails(), name);
    assertEquals(one.urls(), two.urls(), name);
    assertEquals(one.addresses(), two.addresses(), name);
    assertEquals(one.notes(), two.notes(), name);
  }

  @Test
  void one_field_changes_and_the_others_stay() throws IOException, UnreadableCard {
    for (Path file : files()) {
      for (VCardText.Piece piece : pieces(file)) {
        Incoming incoming = VCards.read(piece.text(), Numbers.ANYWHERE);
        List<Phone> phones = new ArrayList<>(incoming.card().phones());
        phones.add(new Phone("+12025550199", "+12025550199", List.of("cell")));
        ContactCard changed = incoming.card().withPhones(phones);
        String written = VCards.write(changed, "u", Optional.empty(), THEN, VCardVersion.V3_0);
        List<String> before = properties(piece.text());
        List<String> after = new ArrayList<>(properties(written));
        before.forEach(after::remove);
        assertEquals(
            List.of("TEL;TYPE=cell:+12025550199"), after, String.valueOf(file.getFileName()));
      }
    }
  }

  @Test
  void a_contact_of_ours_is_the_same_in_both_versions() throws UnreadableCard {
    ContactCard card =
        new ContactCard(
            new PersonName("Dr. Ann B. Lee, PhD", "Dr.", "Ann", "B.", "Lee", "PhD", "Annie"),
            new dev.tandem.storage.contact.Organisation("Acme, Inc.", "R;D", "Chief"),
            "1985-04-12",
            List.of(new Phone("+12025550143", "+12025550143", List.of("cell", "pref"))),
            List.of(
                new dev.tandem.storage.contact.Typed("ann@example.org", List.of("work")),
                dev.tandem.storage.contact.Typed.of("ann@example.net")),
            List.of(dev.tandem.storage.contact.Typed.of("https://example.org/ann?a=1;b=2")),
            List.of(
                new dev.tandem.storage.contact.Address(
                    "", "", "1 Main St.", "Springfield", "IL", "62701", "USA", List.of("home"))),
            List.of(new CustomField("Customer: \"no\"", "47;11,\nand more")),
            "first line\nsecond, with; signs \\ and \u00FCml\u00E4uts \uD83D\uDE00",
            "");
    for (VCardVersion version : List.of(VCardVersion.V3_0, VCardVersion.V4_0)) {
      String written = VCards.write(card, "urn:uuid:1", Optional.empty(), THEN, version);
      Incoming read = VCards.read(written, Numbers.ANYWHERE);
      assertEquals(card, read.card().withSource(""), version + "\n" + written);
      assertEquals(Optional.of("urn:uuid:1"), read.uid());
    }
  }

  @Test
  void a_name_without_parts_is_shown_by_phones() throws UnreadableCard {
    ContactCard card = ContactCard.of("Ann Maria Lee", List.of("+12025550143"));
    String written = VCards.write(card, "u", Optional.empty(), THEN, VCardVersion.V3_0);
    assertTrue(written.contains("\r\nN:Lee;Ann Maria;"), written);
  }

  @Test
  void national_numbers_take_the_country_of_the_workspace() throws UnreadableCard {
    String text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nTEL;TYPE=CELL:(202) 555-0143\nEND:VCARD\n";
    assertEquals(
        List.of(new Phone("(202) 555-0143", "", List.of("cell"))),
        VCards.read(text, Numbers.ANYWHERE).card().phones());
    Numbers near = new Numbers(PhoneNumber.parse("+12025550100"));
    assertEquals(
        List.of(new Phone("(202) 555-0143", "+12025550143", List.of("cell"))),
        VCards.read(text, near).card().phones());
  }
}
