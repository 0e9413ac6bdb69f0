package dev.tandem.media.stun;

import java.nio.ByteBuffer;

/// ICMP: why a datagram did not reach its peer (RFC 8656 section 18.13).
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |  Reserved                     |  ICMP Type  |  ICMP Code      |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                          Error Data                           |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
///
/// @param kind ICMP's type, 7 bits: of ICMPv4 or ICMPv6, as the peer's address is
/// @param code ICMP's code, 9 bits
/// @param data the next link's MTU when the datagram was too big, else 0
public record Icmp(int kind, int code, int data) implements Attribute {

  public static final int TYPE = 0x8004;

  private static final int CODE_BITS = 9;

  static Attribute read(ByteBuffer value) {
    if (value.remaining() != 8) {
      return new MalformedAttribute(TYPE);
    }
    int at = value.position();
    int both = value.getShort(at + 2) & 0xffff;
    return new Icmp(both >>> CODE_BITS, both & ((1 << CODE_BITS) - 1), value.getInt(at + 4));
  }

  /// Whether a relay tells its client of it (RFC 8656 section 11.5): destination unreachable and
  /// time exceeded, and of ICMPv6 packet too big.
  public boolean toBeTold(Family family) {
    return switch (family) {
      case IPV4 -> kind == 3 || kind == 11;
      case IPV6 -> kind >= 1 && kind <= 3;
    };
  }

  /// The same with the data that this kind of error carries, and no other.
  public Icmp withOwnData(Family family) {
    boolean tooBig = family == Family.IPV4 ? kind == 3 && code == 4 : kind == 2;
    return tooBig || data == 0 ? this : new Icmp(kind, code, 0);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeValue(ByteBuffer out, TransactionId id) {
    out.putShort((short) 0).putShort((short) (kind << CODE_BITS | code)).putInt(data);
  }
}
