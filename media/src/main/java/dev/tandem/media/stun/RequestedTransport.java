package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// REQUESTED-TRANSPORT: what the relay shall speak to peers, an IP protocol number (RFC 8656
/// section 18.8).
///
/// @param protocol one byte; 17 is UDP
public record RequestedTransport(int protocol) implements Attribute {

  public static final int TYPE = 0x0019;

  /// IP protocol number of UDP.
  public static final int UDP = 17;

  static Attribute read(ByteBuffer value) {
    return value.remaining() == 4
        ? new RequestedTransport(value.get(value.position()) & 0xff)
        : new MalformedAttribute(TYPE);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put((byte) protocol).put((byte) 0).putShort((short) 0);
  }
}
