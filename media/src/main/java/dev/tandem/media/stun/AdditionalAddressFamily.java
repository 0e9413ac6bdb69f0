package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// ADDITIONAL-ADDRESS-FAMILY: the allocation shall have an IPv6 relayed address beside its IPv4 one
/// (RFC 8656 section 18.11). Its layout is that of [RequestedAddressFamily].
///
/// @param code one byte, as sent; only IPv6's is allowed
public record AdditionalAddressFamily(int code) implements Attribute {

  public static final int TYPE = 0x8000;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new AdditionalAddressFamily(value.get(value.position()) & 0xff)
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
