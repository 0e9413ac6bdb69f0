package dev.tandem.messaging.media;

import dev.tandem.messaging.media.Scrub.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Copies a PNG (W3C PNG 3rd edition, section 5) without its texts, its time and its Exif block,
/// and without what lies behind its end.
final class PngScrub {
  private static final Set<String> LEFT_OUT = Set.of("tEXt", "zTXt", "iTXt", "tIME", "eXIf");
  private static final int SIGNATURE = 8;
  private static final int MAX_CHUNK = 16 * 1024 * 1024;

  private PngScrub() {}

  static void copy(InputStream in, OutputStream out) throws IOException {
    out.write(Scrub.next(in, SIGNATURE));
    String type = "";
    while (!type.equals("IEND")) {
      byte[] head = Scrub.next(in, 8);
      int length = ByteBuffer.wrap(head).getInt();
      type = new String(head, 4, 4, StandardCharsets.US_ASCII);
      if (length < 0 || length > MAX_CHUNK) {
        throw new Malformed("a chunk longer than any");
      }
      boolean kept = !LEFT_OUT.contains(type);
      if (kept) {
        out.write(head);
      }
      pass(in, kept ? out : OutputStream.nullOutputStream(), length + 4);
    }
    Scrub.drop(in);
  }

  private static void pass(InputStream in, OutputStream out, int count) throws IOException {
    int left = count;
    while (left > 0) {
      byte[] piece = Scrub.next(in, Math.min(left, 16 * 1024));
      out.write(piece);
      left -= piece.length;
    }
  }
}
