package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// EVEN-PORT: the relayed port shall be even, for RTP with RTCP on the next one (RFC 8656 section
/// 18.7).
///
/// ```
///  0
///  0 1 2 3 4 5 6 7
/// +-+-+-+-+-+-+-+-+
/// |R|    RFFU     |
/// +-+-+-+-+-+-+-+-+
/// ```
///
/// @param reserveNext R: keep the next higher port for a later Allocate
public record EvenPort(boolean reserveNext) implements Attribute {

  public static final int TYPE = 0x0018;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 1
        ? new EvenPort((value.get(value.position()) & 0x80) != 0)
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put((byte) (reserveNext ? 0x80 : 0));
  }
}
