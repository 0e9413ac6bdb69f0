package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// RESERVATION-TOKEN: names a port that the server keeps for a later Allocate (RFC 8656 section
/// 18.10).
///
/// @param token 64 random bits
public record ReservationToken(long token) implements Attribute {

  public static final int TYPE = 0x0022;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 8
        ? new ReservationToken(value.getLong(value.position()))
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putLong(token);
  }
}
