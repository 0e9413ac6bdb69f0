package dev.tandem.media.turn;

import dev.tandem.media.stun.ChannelNumber;
import java.nio.ByteBuffer;

/// ChannelData: four bytes before a payload (RFC 8656 section 12.4).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |         Channel Number        |            Length             |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                       Application Data                        |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// Over UDP the length need not be a multiple of four; some clients pad nevertheless, and the
/// padding is not relayed.
final class ChannelFrame {

  /// Length of the header, in bytes.
  static final int HEADER_BYTES = 4;

  /// Answer of [#open] for what is no ChannelData.
  static final int NONE = -1;

  private ChannelFrame() {}

  /// Whether a datagram's first byte is that of a channel number we accept.
  static boolean starts(ByteBuffer datagram) {
    return datagram.hasRemaining() && (datagram.get(datagram.position()) & 0xC0) == 0x40;
  }

  /// Narrows the buffer to the payload and answers the channel number; [#NONE] when lengths or
  /// number are wrong.
  static int open(ByteBuffer datagram) {
    if (datagram.remaining() < HEADER_BYTES) {
      return NONE;
    }
    int start = datagram.position();
    int number = datagram.getShort(start) & 0xffff;
    int length = datagram.getShort(start + 2) & 0xffff;
    if (number > ChannelNumber.HIGHEST || length > datagram.remaining() - HEADER_BYTES) {
      return NONE;
    }
    datagram.position(start + HEADER_BYTES).limit(start + HEADER_BYTES + length);
    return number;
  }

  /// Puts the header before the payload between the buffer's position and limit.
  static void frame(ByteBuffer payload, int number) {
    int start = payload.position() - HEADER_BYTES;
    payload.putShort(start, (short) number).putShort(start + 2, (short) payload.remaining());
    payload.position(start);
  }
}
