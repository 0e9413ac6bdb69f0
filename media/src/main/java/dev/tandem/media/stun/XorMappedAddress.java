package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// XOR-MAPPED-ADDRESS: where the server saw the client's request come from (RFC 8489 section 14.2).
/// Its layout is that of [XorAddress].
public record XorMappedAddress(TransportAddress address) implements Attribute {

  public static final int TYPE = 0x0020;

  static Attribute read(ByteBuffer value, TransactionId id) {
    TransportAddress address = XorAddress.read(value, id);
    return address == null ? new MalformedAttribute(TYPE) : new XorMappedAddress(address);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    XorAddress.write(out, address, id);
  }
}
