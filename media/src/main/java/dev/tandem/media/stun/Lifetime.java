package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// LIFETIME: how long an allocation lives without a refresh, an unsigned 32-bit number (RFC 8656
/// section 18.2).
///
/// @param seconds 0 to 2^32 - 1; 0 in a Refresh ends the allocation
public record Lifetime(long seconds) implements Attribute {

  public static final int TYPE = 0x000D;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new Lifetime(value.getInt(value.position()) & 0xffff_ffffL)
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putInt((int) seconds);
  }
}
