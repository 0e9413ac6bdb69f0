package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// MESSAGE-INTEGRITY: HMAC-SHA1 over the message up to here (RFC 8489 section 14.5).
///
/// The length field that the HMAC covers ends with this attribute, whatever follows it. [Integrity]
/// computes it.
public final class MessageIntegrity implements Attribute {

  public static final int TYPE = 0x0008;

  /// Length of the value, in bytes.
  public static final int BYTES = 20;

  private final byte[] hmac;

  MessageIntegrity(byte[] hmac) {
    this.hmac = hmac;
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() != BYTES) {
      return new MalformedAttribute(TYPE);
    }
    byte[] hmac = new byte[BYTES];
    value.get(value.position(), hmac);
    return new MessageIntegrity(hmac);
  }

  byte[] hmac() {
    return hmac;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put(hmac);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageIntegrity that && Arrays.equals(hmac, that.hmac);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hmac);
  }
}
