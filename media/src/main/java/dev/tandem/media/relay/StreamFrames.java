package dev.tandem.media.relay;

import java.nio.ByteBuffer;

/// Cuts a stream of bytes into STUN messages and ChannelData (RFC 8656 section 12.5, RFC 8489
/// section 6.2.2): both carry their length in the third and fourth byte, and ChannelData is padded
/// to a multiple of four.
final class StreamFrames {

  /// Not enough bytes yet to tell.
  static final int MORE = 0;

  /// Neither of both: where the next one would begin nobody knows.
  static final int BROKEN = -1;

  private static final int LENGTHS = 4;
  private static final int STUN_HEADER = 20;

  private StreamFrames() {}

  /// How long the frame at the buffer's position is, with its padding; [#MORE] or [#BROKEN].
  static int length(ByteBuffer bytes, int longest) {
    if (bytes.remaining() < LENGTHS) {
      return MORE;
    }
    int kind = bytes.get(bytes.position()) & 0xC0;
    int counted = bytes.getShort(bytes.position() + 2) & 0xffff;
    int length =
        switch (kind) {
          case 0x00 -> counted % 4 == 0 ? STUN_HEADER + counted : BROKEN;
          case 0x40 -> LENGTHS + padded(counted);
          default -> BROKEN;
        };
    return length > longest ? BROKEN : length;
  }

  static int padded(int length) {
    return (length + 3) & ~3;
  }
}
