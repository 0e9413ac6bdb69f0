package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// MOBILITY-TICKET: the wish to keep an allocation across addresses, when empty, and what proves
/// the right to it (RFC 8016 section 3.2). Nobody but the server that made it understands the
/// value.
public final class MobilityTicket implements Attribute {

  public static final int TYPE = 0x8030;

  private static final int MAX_BYTES = 256;

  private final byte[] value;

  /// A ticket of these bytes, or the wish for one without any.
  public MobilityTicket(byte... value) {
    this.value = value.clone();
  }

  static Attribute read(ByteBuffer value) {
    if (value.remaining() > MAX_BYTES) {
      return new MalformedAttribute(TYPE);
    }
    byte[] bytes = new byte[value.remaining()];
    value.get(value.position(), bytes);
    return new MobilityTicket(bytes);
  }

  /// Whether it only asks for a ticket.
  public boolean isEmpty() {
    return value.length == 0;
  }

  /// The bytes that the server made.
  public byte[] value() {
    return value.clone();
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MobilityTicket that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "MobilityTicket[redacted]";
  }
}
