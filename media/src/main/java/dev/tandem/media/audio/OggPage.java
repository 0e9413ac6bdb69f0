package dev.tandem.media.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One page of an Ogg stream (RFC 3533 section 6).
///
/// ```
///  0      4   5   6              14      18      22      26  27
/// +------+---+---+--------------+-------+-------+-------+---+-----------+---------+
/// | OggS | 0 |flg| granule      | serial| page  | crc   | n | n lacing  | packets |
/// +------+---+---+--------------+-------+-------+-------+---+-----------+---------+
/// ```
///
/// @param continued whether the first part goes on with a packet of the page before
/// @param granule samples up to the end of the last packet that ends here; -1 when none does
/// @param serial the stream's number
/// @param sequence counts pages from 0
/// @param parts packets, or the first's end and the last's beginning
/// @param open whether the last part goes on on the next page
record OggPage(
    boolean continued,
    boolean first,
    boolean last,
    long granule,
    int serial,
    int sequence,
    List<byte[]> parts,
    boolean open) {
  static final int MAX_SEGMENTS = 255;
  private static final int HEADER = 27;
  private static final int CRC_AT = 22;
  private static final int CONTINUED = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int[] CRC = crcTable();

  static boolean looksLike(byte[] file) {
    return file.length >= 4 && file[0] == 'O' && file[1] == 'g' && file[2] == 'g' && file[3] == 'S';
  }

  /// Lacing bytes that a packet of this length takes.
  static int segments(int length) {
    return length / 255 + 1;
  }

  byte[] bytes() {
    ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i);
      for (int left = part.length; left >= 255; left -= 255) {
        lacing.write(255);
      }
      if (!open || i < parts.size() - 1) {
        lacing.write(part.length % 255);
      }
      body.writeBytes(part);
    }
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + lacing.size() + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    int flags = (continued ? CONTINUED : 0) | (first ? FIRST : 0) | (last ? LAST : 0);
    out.put((byte) 'O')
        .put((byte) 'g')
        .put((byte) 'g')
        .put((byte) 'S')
        .put((byte) 0)
        .put((byte) flags);
    out.putLong(granule).putInt(serial).putInt(sequence).putInt(0).put((byte) lacing.size());
    out.put(lacing.toByteArray()).put(body.toByteArray());
    out.putInt(CRC_AT, crc(out.array()));
    return out.array();
  }

  /// Reads the page that starts at `at`.
  ///
  /// @throws SoundFormatException if there is none, it is cut off, or its checksum is wrong
  static OggPage parse(byte[] file, int at) throws SoundFormatException {
    if (file.length - at < HEADER || !looksLike(Arrays.copyOfRange(file, at, at + 4))) {
      throw new SoundFormatException("no Ogg page where one must begin");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.get(at + 4) != 0) {
      throw new SoundFormatException("an Ogg page of another version");
    }
    int segments = Byte.toUnsignedInt(in.get(at + HEADER - 1));
    int bodyAt = at + HEADER + segments;
    if (bodyAt > file.length) {
      throw new SoundFormatException("an Ogg page is cut off");
    }
    List<byte[]> parts = new ArrayList<>();
    boolean open = false;
    int partAt = bodyAt;
    int end = bodyAt;
    for (int i = at + HEADER; i < bodyAt; i++) {
      end += Byte.toUnsignedInt(file[i]);
      open = file[i] == (byte) 255;
      if (end > file.length) {
        throw new SoundFormatException("an Ogg page is cut off");
      }
      if (!open || i == bodyAt - 1) {
        parts.add(Arrays.copyOfRange(file, partAt, end));
        partAt = end;
      }
    }
    byte[] whole = Arrays.copyOfRange(file, at, end);
    Arrays.fill(whole, CRC_AT, CRC_AT + 4, (byte) 0);
    if (crc(whole) != in.getInt(at + CRC_AT)) {
      throw new SoundFormatException("an Ogg page's checksum is wrong");
    }
    int flags = in.get(at + 5);
    return new OggPage(
        (flags & CONTINUED) != 0,
        (flags & FIRST) != 0,
        (flags & LAST) != 0,
        in.getLong(at + 6),
        in.getInt(at + 14),
        in.getInt(at + 18),
        List.copyOf(parts),
        open);
  }

  /// Polynomial 0x04C11DB7, neither reflected nor inverted, unlike the CRC-32 of `java.util.zip`.
  private static int crc(byte[] bytes) {
    int crc = 0;
    for (byte b : bytes) {
      crc = (crc << 8) ^ CRC[((crc >>> 24) ^ b) & 0xFF];
    }
    return crc;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int r = i << 24;
      for (int bit = 0; bit < 8; bit++) {
        r = r < 0 ? (r << 1) ^ 0x04C11DB7 : r << 1;
      }
      table[i] = r;
    }
    return table;
  }
}
