package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// ALTERNATE-SERVER: where to ask instead (RFC 8489 section 14.15); not masked, as MAPPED-ADDRESS.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |0 0 0 0 0 0 0 0|    Family     |           Port                |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                 Address (32 or 128 bits)                     ..
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public record AlternateServer(TransportAddress address) implements Attribute {

  public static final int TYPE = 0x8023;

  static Attribute read(ByteBuffer value) {
    if (value.remaining() < 4) {
      return new MalformedAttribute(TYPE);
    }
    int at = value.position();
    Family family = Family.ofCode(value.get(at + 1) & 0xff);
    if (family == null || value.remaining() != 4 + family.bytes()) {
      return new MalformedAttribute(TYPE);
    }
    IpAddress ip =
        switch (family) {
          case IPV4 -> IpAddress.v4(value.getInt(at + 4));
          case IPV6 -> IpAddress.v6(value.getLong(at + 4), value.getLong(at + 12));
        };
    return new AlternateServer(new TransportAddress(ip, value.getShort(at + 2) & 0xffff));
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.put((byte) 0).put((byte) address.ip().family().code());
    out.putShort((short) address.port()).put(address.ip().bytes());
  }
}
