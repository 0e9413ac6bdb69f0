package dev.tandem.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The comment header of an Ogg/Opus stream (RFC 7845 section 5.2): who encoded it, and no comment
/// at all, because a recording's facts belong to its record and not into its sound.
final class OpusTags {
  private OpusTags() {}

  static byte[] bytes(String vendor) {
    byte[] name = vendor.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(16 + name.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("OpusTags".getBytes(StandardCharsets.US_ASCII)).putInt(name.length).put(name).putInt(0);
    return out.array();
  }

  static boolean looksLike(byte[] packet) {
    return packet.length >= 8
        && new String(packet, 0, 8, StandardCharsets.US_ASCII).equals("OpusTags");
  }
}
