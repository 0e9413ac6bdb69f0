package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The first two bytes of a STUN message: method and class, interleaved (RFC 8489 section 5).
///
/// ```
///  0                   1
///  2  3  4 5 6 7 8 9 0 1 2 3 4 5
/// +--+--+-+-+-+-+-+-+-+-+-+-+-+-+
/// |M |M |M|M|M|C|M|M|M|C|M|M|M|M|
/// |11|10|9|8|7|1|6|5|4|0|3|2|1|0|
/// +--+--+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public record MessageType(Method method, MessageClass messageClass) {

  private static final int CLASS_BITS_OR_NOT_STUN = 0xC110;

  /// The 14 bits as they go on the wire.
  public int code() {
    int m = method.code();
    int c = messageClass.bits();
    return (m & 0x00f)
        | ((m & 0x070) << 1)
        | ((m & 0xf80) << 2)
        | ((c & 0b01) << 4)
        | ((c & 0b10) << 7);
  }

  /// Whether a datagram begins as a STUN request does: what a server may have to answer. No more is
  /// read of it than the first two bytes.
  public static boolean startsRequest(ByteBuffer datagram) {
    return datagram.remaining() >= 2
        && (datagram.getShort(datagram.position()) & CLASS_BITS_OR_NOT_STUN) == 0;
  }

  /// The type of these 14 bits; null when the method is none of ours.
  public static @Nullable MessageType ofCode(int code) {
    Method method = Method.ofCode((code & 0x00f) | ((code >> 1) & 0x070) | ((code >> 2) & 0xf80));
    if (method == null) {
      return null;
    }
    return new MessageType(
        method, MessageClass.ofBits(((code >> 4) & 0b01) | ((code >> 7) & 0b10)));
  }
}
