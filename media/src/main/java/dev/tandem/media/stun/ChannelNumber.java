package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// CHANNEL-NUMBER: the short name of a peer on an allocation (RFC 8656 section 18.1).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |        Channel Number         |         RFFU = 0              |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// RFC 8656 hands out 0x4000 to 0x4FFF. Clients of RFC 5766 use up to 0x7FFE, so those are allowed
/// too.
public record ChannelNumber(int number) implements Attribute {

  public static final int TYPE = 0x000C;

  /// The lowest number a channel may have.
  public static final int LOWEST = 0x4000;

  /// The highest number a channel may have.
  public static final int HIGHEST = 0x7FFE;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new ChannelNumber(value.getShort(value.position()) & 0xffff)
        : new MalformedAttribute(TYPE);
  }

  /// Whether a channel may have this number.
  public boolean usable() {
    return number >= LOWEST && number <= HIGHEST;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putShort((short) number).putShort((short) 0);
  }
}
