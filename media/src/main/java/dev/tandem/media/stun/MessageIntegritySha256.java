package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// MESSAGE-INTEGRITY-SHA256: HMAC-SHA256 over the message up to here (RFC 8489 section 14.6).
///
/// The length field that the HMAC covers ends with this attribute, whatever follows it. [Integrity]
/// computes it. A shortened value is not accepted: TURN does not allow it.
public final class MessageIntegritySha256 implements Attribute {

  public static final int TYPE = 0x001C;

  /// Length of the value, in bytes.
  public static final int BYTES = 32;

  private final byte[] hmac;

  MessageIntegritySha256(byte[] hmac) {
    this.hmac = hmac;
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() != BYTES) {
      return new MalformedAttribute(TYPE);
    }
    byte[] hmac = new byte[BYTES];
    value.get(value.position(), hmac);
    return new MessageIntegritySha256(hmac);
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
    return other instanceof MessageIntegritySha256 that && Arrays.equals(hmac, that.hmac);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hmac);
  }
}
