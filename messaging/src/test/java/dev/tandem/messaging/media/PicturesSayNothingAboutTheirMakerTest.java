package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Goal: a picture that leaves looks as it did and does not say where, when, with what and by whom
/// it was taken; what is damaged is refused and never passed on. Method: pictures made by the JDK,
/// with Exif, comments, XMP, a second picture behind the end, and cuts and changed bytes at every
/// place; the JDK reads what comes out.
class PicturesSayNothingAboutTheirMakerTest {
  private static final String COLOURS = "ICC_PROFILE\0\1\1";
  private static final String PLACE = "52.5200 13.4050 by Somebody";

  private static BufferedImage image() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(5);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 48; x++) {
        image.setRGB(x, y, (x * 5) << 16 | (y * 7) << 8 | random.nextInt(256));
      }
    }
    return image;
  }

  private static byte[] written(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image(), format, out));
    return out.toByteArray();
  }

  private static byte[] scrubbed(MediaKind kind, byte[] picture) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Scrub.of(kind).copy(new ByteArrayInputStream(picture), out);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] exif(ByteOrder order, int way) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 24 + 4).order(order);
    tiff.put(text(order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM")).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x010F).putShort((short) 2).putInt(4).put(text("Cam\0"));
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) way);
    return joined(text("Exif\0\0"), tiff.array(), text(PLACE));
  }

  private static byte[] told(ByteOrder order, int way) throws IOException {
    byte[] plain = written("jpeg");
    byte[] start = Arrays.copyOf(plain, 2);
    byte[] rest = Arrays.copyOfRange(plain, 2, plain.length);
    return joined(
        start,
        segment(0xE1, exif(order, way)),
        segment(0xE1, text("http://ns.adobe.com/xap/1.0/\0" + PLACE)),
        segment(0xED, text("Photoshop 3.0\0" + PLACE)),
        segment(0xE2, text("MPF\0" + PLACE)),
        segment(0xE2, joined(text(COLOURS), ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())),
        segment(0xFE, text(PLACE)),
        rest,
        segment(0xE1, exif(order, way)),
        text(PLACE));
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void assertSame(byte[] expected, byte[] actual) throws IOException {
    BufferedImage before = ImageIO.read(new ByteArrayInputStream(expected));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(actual));
    assertArrayEquals(
        before.getRGB(0, 0, 48, 32, null, 0, 48), after.getRGB(0, 0, 48, 32, null, 0, 48));
  }

  @Test
  void aJpegKeepsWhatIsSeenAndNothingElse() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      byte[] clean = scrubbed(MediaKind.JPEG, told(order, 6));
      assertFalse(latin(clean).contains("Somebody"));
      assertFalse(latin(clean).contains("Cam"));
      assertTrue(latin(clean).contains(COLOURS), "colours stay as they are");
      assertTrue(latin(clean).contains("Exif\0\0MM\0*"), "which way is up stays");
      assertEquals(6, clean[2 + 4 + 6 + 8 + 2 + 9], "and says the same");
      assertSame(written("jpeg"), clean);
      assertArrayEquals(clean, scrubbed(MediaKind.JPEG, clean), "once is enough");
    }
    assertFalse(latin(scrubbed(MediaKind.JPEG, told(ByteOrder.BIG_ENDIAN, 1))).contains("Exif"));
  }

  @Test
  void aPngLosesItsTextsItsTimeAndItsExif() throws IOException {
    byte[] plain = written("png");
    byte[] head = Arrays.copyOf(plain, 33);
    byte[] rest = Arrays.copyOfRange(plain, 33, plain.length);
    byte[] told =
        joined(
            head,
            chunk("tEXt", text("Author\0" + PLACE)),
            chunk("iTXt", text("XML:com.adobe.xmp\0" + PLACE)),
            chunk("zTXt", text("Comment\0" + PLACE)),
            chunk("eXIf", text(PLACE)),
            chunk("tIME", new byte[7]),
            rest,
            text(PLACE));
    assertArrayEquals(plain, scrubbed(MediaKind.PNG, told));
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 check = new CRC32();
    check.update(text(type));
    check.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(text(type))
        .put(content)
        .putInt((int) check.getValue())
        .array();
  }

  @Test
  void otherKindsStayAsTheyAre() throws IOException {
    byte[] film = text("....ftypisom and whatever follows");
    assertArrayEquals(film, scrubbed(MediaKind.MP4, film));
  }

  @Test
  void whatIsCutAnywhereIsRefused() throws IOException {
    byte[] jpeg = scrubbed(MediaKind.JPEG, told(ByteOrder.BIG_ENDIAN, 3));
    for (int length = 0; length < jpeg.length; length++) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      assertThrows(IOException.class, () -> scrubbed(MediaKind.JPEG, cut), "at " + length);
    }
    byte[] png = written("png");
    for (int length = 0; length < png.length; length++) {
      byte[] cut = Arrays.copyOf(png, length);
      assertThrows(IOException.class, () -> scrubbed(MediaKind.PNG, cut), "at " + length);
    }
  }

  @Test
  void changedBytesAreCopiedOrRefusedAndNeverBreakAnything() throws IOException {
    byte[] told = told(ByteOrder.LITTLE_ENDIAN, 8);
    Random random = new Random(11);
    int refused = 0;
    for (int run = 0; run < 5_000; run++) {
      byte[] changed = told.clone();
      for (int left = random.nextInt(64); left >= 0; left--) {
        changed[random.nextInt(told.length)] = (byte) random.nextInt(256);
      }
      try {
        byte[] out = scrubbed(MediaKind.JPEG, changed);
        assertTrue(out.length <= changed.length, "run " + run);
      } catch (IOException damaged) {
        refused++;
      }
    }
    assertTrue(refused > 100 && refused < 4_900, refused + " of 5000 refused");
  }
}
