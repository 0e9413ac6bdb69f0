package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// MESSAGE-INTEGRITY: HMAC-SHA1 over the message up to here (RFC 8489 section 14.5).
public final class MessageIntegrity extends HmacAttribute {

  public static final int TYPE = 0x0008;

  /// Length of the value, in bytes.
  public static final int BYTES = 20;

  MessageIntegrity(byte[] hmac) {
    super(hmac);
  }

  static Attribute read(ByteBuffer value) {
    return value.remaining() == BYTES
        ? new MessageIntegrity(read(value, BYTES))
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }
}
