package dev.tandem.media.stun;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A transport address masked with the magic cookie and the transaction id (RFC 8489 section 14.2),
/// so that no middlebox that rewrites addresses in payloads recognises it.
///
/// ```
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |0 0 0 0 0 0 0 0|    Family     |         X-Port                |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |                X-Address (32 or 128 bits)                    ..
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
final class XorAddress {

  private static final long COOKIE = StunMessage.MAGIC_COOKIE & 0xffff_ffffL;

  private XorAddress() {}

  /// The address in `value`; null when the family is unknown or the length is not the family's.
  static @Nullable TransportAddress read(ByteBuffer value, TransactionId id) {
    if (value.remaining() < 4) {
      return null;
    }
    int at = value.position();
    Family family = Family.ofCode(value.get(at + 1) & 0xff);
    if (family == null || value.remaining() != 4 + family.bytes()) {
      return null;
    }
    int port = (value.getShort(at + 2) & 0xffff) ^ (int) (COOKIE >>> 16);
    IpAddress ip =
        switch (family) {
          case IPV4 -> IpAddress.v4(value.getInt(at + 4) ^ StunMessage.MAGIC_COOKIE);
          case IPV6 ->
              IpAddress.v6(value.getLong(at + 4) ^ highMask(id), value.getLong(at + 12) ^ id.low());
        };
    return new TransportAddress(ip, port);
  }

  static void write(ByteBuffer out, TransportAddress address, TransactionId id) {
    IpAddress ip = address.ip();
    out.put((byte) 0).put((byte) ip.family().code());
    out.putShort((short) (address.port() ^ (int) (COOKIE >>> 16)));
    switch (ip.family()) {
      case IPV4 -> out.putInt((int) ip.low() ^ StunMessage.MAGIC_COOKIE);
      case IPV6 -> out.putLong(ip.high() ^ highMask(id)).putLong(ip.low() ^ id.low());
    }
  }

  private static long highMask(TransactionId id) {
    return COOKIE << 32 | (id.high() & 0xffff_ffffL);
  }
}
