package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// `struct sockaddr_in` and `sockaddr_in6`, read and written in place.
///
/// ```
///  0        2        4                 8                     24        28
/// +--------+--------+-----------------+
/// | family |  port  |  IPv4 address   |
/// +--------+--------+-----------------+---------------------+---------+
/// | family |  port  |    flow label   |    IPv6 address     |  scope  |
/// +--------+--------+-----------------+---------------------+---------+
/// ```
///
/// The family is in the machine's order, port and address in the network's.
final class SocketAddress {

  /// Room for either, in bytes, rounded up.
  static final int BYTES = 32;

  private static final int V4_BYTES = 16;
  private static final int V6_BYTES = 28;
  private static final ValueLayout.OfShort NET_SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt NET_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong NET_LONG =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private SocketAddress() {}

  /// Writes the address at that offset and answers its length.
  static int write(MemorySegment memory, long at, TransportAddress address) {
    IpAddress ip = address.ip();
    memory.set(NET_SHORT, at + 2, (short) address.port());
    return switch (ip.family()) {
      case IPV4 -> {
        memory.set(JAVA_SHORT, at, (short) Libc.AF_INET);
        memory.set(NET_INT, at + 4, (int) ip.low());
        memory.set(NET_LONG, at + 8, 0);
        yield V4_BYTES;
      }
      case IPV6 -> {
        memory.set(JAVA_SHORT, at, (short) Libc.AF_INET6);
        memory.set(NET_INT, at + 4, 0);
        memory.set(NET_LONG, at + 8, ip.high());
        memory.set(NET_LONG, at + 16, ip.low());
        memory.set(NET_INT, at + 24, 0);
        yield V6_BYTES;
      }
    };
  }

  /// The address at that offset, from the book when it was seen before.
  static TransportAddress read(MemorySegment memory, long at, AddressCache known) {
    int port = memory.get(NET_SHORT, at + 2) & 0xffff;
    return memory.get(JAVA_SHORT, at) == Libc.AF_INET6
        ? known.of(Family.IPV6, memory.get(NET_LONG, at + 8), memory.get(NET_LONG, at + 16), port)
        : known.of(Family.IPV4, 0, memory.get(NET_INT, at + 4) & 0xffff_ffffL, port);
  }
}
