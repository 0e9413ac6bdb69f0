package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Goal: a small picture shows what the large one shows, the right way up; what unpacks to more
/// than anybody photographs is not unpacked, and what is damaged makes none. Method: pictures made
/// by the JDK with a red corner; heads that claim too much; changed bytes.
class SmallPicturesOfStrangersPicturesTest {
  private static BufferedImage corner(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.BLUE);
    pen.fillRect(0, 0, width, height);
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 4, height / 4);
    pen.dispose();
    return image;
  }

  private static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return out.toByteArray();
  }

  private static BufferedImage small(MediaKind kind, byte[] picture) throws IOException {
    Thumbnail made = Thumbnail.of(kind, picture).orElseThrow();
    return ImageIO.read(new ByteArrayInputStream(made.content()));
  }

  private static boolean red(BufferedImage image, boolean right, boolean low) {
    int x = right ? image.getWidth() - 4 : 3;
    int y = low ? image.getHeight() - 4 : 3;
    Color there = new Color(image.getRGB(x, y));
    return there.getRed() > 150 && there.getBlue() < 100;
  }

  @Test
  void itIsSmallAndShowsTheSame() throws IOException {
    for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
      MediaKind kind = MediaKind.named("image/" + format).orElseThrow();
      byte[] large = written(corner(2000, 1000, BufferedImage.TYPE_INT_RGB), format);
      BufferedImage small = small(kind, large);
      assertEquals(640, small.getWidth(), format);
      assertEquals(320, small.getHeight(), format);
      assertTrue(red(small, false, false), format);
      assertEquals("image/jpeg", Thumbnail.of(kind, large).orElseThrow().mediaType());
    }
    BufferedImage tiny = corner(30, 20, BufferedImage.TYPE_INT_RGB);
    assertEquals(30, small(MediaKind.PNG, written(tiny, "png")).getWidth(), "none is made larger");
    byte[] clear = written(new BufferedImage(900, 9, BufferedImage.TYPE_INT_ARGB), "png");
    assertEquals("image/png", Thumbnail.of(MediaKind.PNG, clear).orElseThrow().mediaType());
  }

  @Test
  void itIsTheRightWayUp() throws IOException {
    byte[] plain = written(corner(800, 400, BufferedImage.TYPE_INT_RGB), "jpeg");
    boolean[][] corners = {
      {false, false}, {true, false}, {true, true}, {false, true},
      {false, false}, {true, false}, {true, true}, {false, true}
    };
    for (int way = 1; way <= 8; way++) {
      BufferedImage small = small(MediaKind.JPEG, turned(plain, way));
      assertEquals(way >= 5 ? 320 : 640, small.getWidth(), "way " + way);
      assertTrue(red(small, corners[way - 1][0], corners[way - 1][1]), "way " + way);
    }
  }

  private static byte[] turned(byte[] jpeg, int way) {
    byte[] exif =
        ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4)
            .put(new byte[] {(byte) 0xFF, (byte) 0xE1})
            .putShort((short) 34)
            .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) way)
            .putShort((short) 0)
            .putInt(0)
            .array();
    return ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  @Test
  void whatClaimsTooMuchIsNotUnpacked() throws IOException {
    assertTrue(Thumbnail.of(MediaKind.PNG, bomb(30_000, 10)).isEmpty(), "too wide");
    assertTrue(Thumbnail.of(MediaKind.PNG, bomb(10_000, 10_000)).isEmpty(), "too many pixels");
    assertTrue(Thumbnail.of(MediaKind.PNG, bomb(Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty());
  }

  /// A PNG of few bytes that unpacks to nothing but zeros.
  private static byte[] bomb(int width, int height) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
      out.write(new byte[1 << 20]);
    }
    byte[] head =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
    all.writeBytes(chunk("IHDR", head));
    all.writeBytes(chunk("IDAT", packed.toByteArray()));
    all.writeBytes(chunk("IEND", new byte[0]));
    return all.toByteArray();
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 check = new CRC32();
    check.update(type.getBytes(StandardCharsets.US_ASCII));
    check.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .putInt((int) check.getValue())
        .array();
  }

  @Test
  void whatIsDamagedMakesNoneOrOneAndNeverBreaksAnything() throws IOException {
    Random random = new Random(23);
    for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
      MediaKind kind = MediaKind.named("image/" + format).orElseThrow();
      byte[] picture = written(corner(60, 40, BufferedImage.TYPE_INT_RGB), format);
      int none = 0;
      for (int run = 0; run < 300; run++) {
        byte[] changed = Arrays.copyOf(picture, 1 + random.nextInt(picture.length));
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        none += Thumbnail.of(kind, changed).isEmpty() ? 1 : 0;
      }
      assertTrue(none > 0, format);
    }
    assertTrue(Thumbnail.of(MediaKind.WEBP, new byte[100]).isEmpty());
  }
}
