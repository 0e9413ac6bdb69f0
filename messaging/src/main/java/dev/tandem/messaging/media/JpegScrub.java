package dev.tandem.messaging.media;

import dev.tandem.messaging.media.Scrub.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Copies a JPEG (ITU-T T.81, annex B) without application data (APPn) and comments. Three pieces
/// are needed to see the picture as it was meant and stay: JFIF (APP0), the colour profile (APP2,
/// ICC.1 annex B) and Adobe's colour transform (APP14). Of Exif (APP1) one number stays, which way
/// is up, in a block of its own. Nothing behind the end of the picture is copied: phones put a
/// second picture or a film there, with places and times of their own.
final class JpegScrub {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;
  private static final int ORIENTATION = 0x0112;

  private JpegScrub() {}

  static void copy(InputStream in, OutputStream out) throws IOException {
    if (Scrub.next(in) != 0xFF || Scrub.next(in) != SOI) {
      throw new Malformed("no start of image");
    }
    out.write(0xFF);
    out.write(SOI);
    int marker = marker(in);
    while (marker != EOI) {
      marker = segment(marker, in, out) ? scan(in, out) : marker(in);
    }
    out.write(0xFF);
    out.write(EOI);
    Scrub.drop(in);
  }

  /// Which way is up: what an Exif block says (1 to 8), 1 when nothing does. Of a JPEG that is
  /// damaged it is 1.
  static int wayUp(byte[] jpeg) {
    try (InputStream in = new ByteArrayInputStream(jpeg)) {
      byte[] _ = Scrub.next(in, 2);
      int marker = marker(in);
      while (marker >= 0xC0 && marker != SOS && marker != EOI) {
        int length = Scrub.next(in) << 8 | Scrub.next(in);
        byte[] content = Scrub.next(in, Math.max(0, length - 2));
        Optional<Integer> way = marker == APP1 ? orientation(content) : Optional.empty();
        if (way.isPresent()) {
          return way.get();
        }
        marker = marker(in);
      }
    } catch (IOException damaged) {
      return 1;
    }
    return 1;
  }

  /// The code of the marker that comes now; before it may stand any number of fill bytes.
  private static int marker(InputStream in) throws IOException {
    if (Scrub.next(in) != 0xFF) {
      throw new Malformed("no marker where one must be");
    }
    int code = Scrub.next(in);
    while (code == 0xFF) {
      code = Scrub.next(in);
    }
    return code;
  }

  /// Copies or leaves out one segment. True when coded data follows it.
  private static boolean segment(int marker, InputStream in, OutputStream out) throws IOException {
    if (marker < 0xC0 || marker == SOI) {
      throw new Malformed("a marker without a segment");
    }
    int length = Scrub.next(in) << 8 | Scrub.next(in);
    if (length < 2) {
      throw new Malformed("a segment shorter than its length");
    }
    byte[] content = Scrub.next(in, length - 2);
    Optional<byte[]> kept = kept(marker, content);
    if (kept.isPresent()) {
      byte[] bytes = kept.get();
      out.write(0xFF);
      out.write(marker);
      out.write((bytes.length + 2) >> 8);
      out.write((bytes.length + 2) & 0xFF);
      out.write(bytes);
    }
    return marker == SOS;
  }

  private static Optional<byte[]> kept(int marker, byte[] content) {
    if (marker == APP1) {
      return orientation(content).map(JpegScrub::exif);
    }
    boolean needed =
        switch (marker) {
          case APP0 -> begins(content, "JFIF\0");
          case APP2 -> begins(content, "ICC_PROFILE\0");
          case APP14 -> begins(content, "Adobe");
          default -> !(marker > APP0 && marker <= APP15) && marker != COM;
        };
    return needed ? Optional.of(content) : Optional.empty();
  }

  /// Copies coded data up to the next marker, whose code is returned. In it FF is followed by 00,
  /// or by a restart marker.
  private static int scan(InputStream in, OutputStream out) throws IOException {
    while (true) {
      int value = Scrub.next(in);
      if (value != 0xFF) {
        out.write(value);
        continue;
      }
      int code = Scrub.next(in);
      while (code == 0xFF) {
        code = Scrub.next(in);
      }
      if (code != 0 && (code < 0xD0 || code > 0xD7)) {
        return code;
      }
      out.write(0xFF);
      out.write(code);
    }
  }

  /// Which way is up (1 to 8) by the first directory of an Exif block; empty when it does not say,
  /// or says that nothing is turned.
  private static Optional<Integer> orientation(byte[] content) {
    if (!begins(content, "Exif\0\0") || content.length < 14) {
      return Optional.empty();
    }
    ByteBuffer tiff = ByteBuffer.wrap(content, 6, content.length - 6).slice();
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = Integer.toUnsignedLong(tiff.getInt(4));
    if (directory + 2 > tiff.limit()) {
      return Optional.empty();
    }
    int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      if (at + 12 > tiff.limit()) {
        return Optional.empty();
      }
      if (Short.toUnsignedInt(tiff.getShort((int) at)) == ORIENTATION) {
        int way = Short.toUnsignedInt(tiff.getShort((int) at + 8));
        return way > 1 && way <= 8 ? Optional.of(way) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// An Exif block (JEITA CP-3451) that says nothing but which way is up.
  private static byte[] exif(int way) {
    return ByteBuffer.allocate(6 + 8 + 2 + 12 + 4)
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(new byte[] {'M', 'M', 0, 42})
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) ORIENTATION)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) way)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  private static boolean begins(byte[] content, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    if (content.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (content[i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
