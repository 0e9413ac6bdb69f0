package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// DONT-FRAGMENT: what is sent to the peer shall carry IP's don't-fragment bit (RFC 8656 section
/// 18.9). It has no value.
public record DontFragment() implements Attribute {

  public static final int TYPE = 0x001A;

  static Attribute read(ByteBuffer value) {
    return value.hasRemaining() ? new MalformedAttribute(TYPE) : new DontFragment();
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    // Its presence says all.
  }
}
