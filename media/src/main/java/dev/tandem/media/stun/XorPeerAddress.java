package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// XOR-PEER-ADDRESS: a peer of an allocation (RFC 8656 section 18.3). Its layout is that of
/// [XorAddress].
public record XorPeerAddress(TransportAddress address) implements Attribute {

  public static final int TYPE = 0x0012;

  static Attribute read(ByteBuffer value, TransactionId id) {
    TransportAddress address = XorAddress.read(value, id);
    return address == null ? new MalformedAttribute(TYPE) : new XorPeerAddress(address);
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
