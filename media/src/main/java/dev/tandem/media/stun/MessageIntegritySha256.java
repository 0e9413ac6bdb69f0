package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// MESSAGE-INTEGRITY-SHA256: HMAC-SHA256 over the message up to here (RFC 8489 section 14.6). A
/// shortened value is not accepted: TURN does not allow it.
public final class MessageIntegritySha256 extends HmacAttribute {

  public static final int TYPE = 0x001C;

  /// Length of the value, in bytes.
  public static final int BYTES = 32;

  MessageIntegritySha256(byte[] hmac) {
    super(hmac);
  }

  static Attribute read(ByteBuffer value) {
    return value.remaining() == BYTES
        ? new MessageIntegritySha256(read(value, BYTES))
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
