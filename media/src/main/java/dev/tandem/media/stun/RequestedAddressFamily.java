package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// REQUESTED-ADDRESS-FAMILY: the family that a relayed address shall have (RFC 8656 section 18.6).
///
/// @param code one byte, as sent; an unknown family is a 440 and not a malformed message
public record RequestedAddressFamily(int code) implements Attribute {

  public static final int TYPE = 0x0017;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new RequestedAddressFamily(value.get(value.position()) & 0xff)
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put((byte) code).put((byte) 0).putShort((short) 0);
  }
}
