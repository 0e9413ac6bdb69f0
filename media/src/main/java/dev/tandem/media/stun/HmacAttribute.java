package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// An HMAC over the message up to itself. The length field that the HMAC covers ends with this
/// attribute, whatever follows it. [Integrity] computes it.
abstract sealed class HmacAttribute implements Attribute
    permits MessageIntegrity, MessageIntegritySha256 {

  private final byte[] hmac;

  HmacAttribute(byte[] hmac) {
    this.hmac = hmac;
  }

  /// The value of that many bytes.
  static byte[] read(ByteBuffer value, int bytes) {
    byte[] hmac = new byte[bytes];
    value.get(value.position(), hmac);
    return hmac;
  }

  byte[] hmac() {
    return hmac;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put(hmac);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HmacAttribute that
        && type() == that.type()
        && Arrays.equals(hmac, that.hmac);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hmac);
  }
}
