package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.contact.ReceiverFile.Wrong;
import dev.tandem.messaging.text.PhoneNumber;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: of a file the numbers of one column are taken, whatever program wrote it; lines without
/// one are named, and what cannot be read is refused with a reason. Method: files as programs write
/// them, and thousands of damaged ones, whose seed is told.
final class NumbersOfAFileAreReadTest {
  private static final Numbers NEAR_US =
      new Numbers(PhoneNumber.parse("+12025550100").map(Optional::of).orElseThrow());
  private static final List<String> BOTH = List.of("+12025550143", "+12025550144");

  private static ReceiverFile read(byte[] file, OptionalInt column) throws UnreadableFile {
    return ReceiverFile.read(file, column, NEAR_US, 1_000);
  }

  private static ReceiverFile read(String text) throws UnreadableFile {
    return read(text.getBytes(UTF_8), OptionalInt.empty());
  }

  private static String refused(byte[] file, OptionalInt column) {
    return assertThrows(UnreadableFile.class, () -> read(file, column)).reason();
  }

  @Test
  void theColumnIsFoundByItsHeadingOrByItsNumbers() throws UnreadableFile {
    ReceiverFile named =
        read("Name,Fax,Mobile phone\nGrace,,(202) 555-0143\nAda,,+1 202 555 0144\n");
    assertEquals(BOTH, named.numbers());
    assertEquals(List.of("Name", "Fax", "Mobile phone"), named.headings());
    ReceiverFile unnamed = read("12;Grace;202-555-0143\n13;Ada;202-555-0144\n");
    assertEquals(BOTH, unnamed.numbers(), "the first row is one of them");
    assertEquals(2, unnamed.column());
    ReceiverFile odd = read("Wer,Wohin\nGrace,+12025550143\nAda,+12025550144\n");
    assertEquals(BOTH, odd.numbers());
    assertEquals(BOTH, read("+12025550143\r\n\r\n+12025550144").numbers(), "one a line");
    String two = "Mobile,Work phone\n+12025550143,+442071838750\n";
    assertEquals(0, read(two).column());
    assertEquals(List.of("+442071838750"), read(two.getBytes(UTF_8), OptionalInt.of(1)).numbers());
    assertEquals("it has 2 columns only", refused(two.getBytes(UTF_8), OptionalInt.of(2)));
  }

  @Test
  void linesWithoutANumberAreNamed() throws UnreadableFile {
    ReceiverFile file =
        read(
            "name,phone\n\"Grace\nHopper\",+12025550143\nAda,\nBob,soon\n,\nCy,911\n"
                + "Di,+1 202 555 0143\nEd\nFlo,\"+12025550144\"\nGus,1.2E+10\n");
    assertEquals(BOTH, file.numbers());
    assertEquals(1, file.twice());
    assertEquals(
        List.of(
            new Wrong(4, true),
            new Wrong(5, false),
            new Wrong(7, false),
            new Wrong(9, true),
            new Wrong(11, false)),
        file.wrong());
  }

  @Test
  void marksQuotesAndCharsetsAreRead() throws UnreadableFile {
    String text = "Näme,Phone\n\"Ünal, \"\"Q\"\"\",+12025550143\n\u05d0\u202e,+12025550144\n";
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      for (String mark : List.of("", "\ufeff")) {
        byte[] bytes = (mark + text).getBytes(charset);
        assertEquals(BOTH, read(bytes, OptionalInt.empty()).numbers(), charset + mark);
      }
    }
    assertEquals(
        BOTH,
        read(
                "sep=;\nName;Phone\nMüller;+12025550143\nX;+12025550144"
                    .getBytes(FileText.FALLBACK),
                OptionalInt.empty())
            .numbers());
    for (String odd : List.of("sep=\r\n", "sep=\n\n", "sep=\"\n")) {
      assertEquals(BOTH, read(odd + "+12025550143\n+12025550144\n").numbers(), odd);
    }
    assertEquals(BOTH, read("Phone 1 - Value\n+12025550143 ::: +12025550144\n").numbers());
  }

  @Test
  void whatIsNoFileOfNumbersIsRefused() {
    assertEquals("it is empty", refused(new byte[0], OptionalInt.empty()));
    assertEquals("it is empty", refused("\n \n,,\n".getBytes(UTF_8), OptionalInt.empty()));
    assertEquals(
        "it is a workbook; save it as CSV first",
        refused("PK\u0003\u0004".getBytes(UTF_8), OptionalInt.empty()));
    assertTrue(
        refused(("phone\n\"+1202" + "\n".repeat(40_000)).getBytes(UTF_8), OptionalInt.empty())
            .contains("never closed"));
    String many =
        IntStream.range(0, 1_001)
            .mapToObj("+1212555%04d"::formatted)
            .collect(Collectors.joining("\n"));
    assertEquals(
        "it has more than 1,000 numbers; make several of it",
        refused(many.getBytes(UTF_8), OptionalInt.empty()));
  }

  @Test
  void damagedFilesAreReadOrRefused() {
    long seed = Long.getLong("tandem.seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] whole = "sep=,\nName,Phone\n\"a, \"\"b\",+12025550143\nc,2025550144\n".getBytes(UTF_8);
    for (int i = 0; i < 5_000; i++) {
      byte[] file = whole.clone();
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        ReceiverFile read = read(file, OptionalInt.empty());
        assertTrue(read.numbers().stream().allMatch(it -> it.matches("[+][0-9]{5,15}")));
      } catch (UnreadableFile expected) {
        assertTrue(!expected.reason().isEmpty());
      } catch (RuntimeException bug) {
        throw new AssertionError("seed " + seed + ", file " + i, bug);
      }
    }
  }
}
