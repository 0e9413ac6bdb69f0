package dev.tandem.messaging.media;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Addresses that are nobody's on the Internet: this machine, private networks, links, transition
/// mechanisms that carry another address inside (IANA's registries of special-purpose addresses,
/// RFC 6890). Pure.
final class SpecialAddresses {
  private record Block(int first, int bits) {
    boolean holds(int address) {
      return (address ^ first) >>> (32 - bits) == 0;
    }
  }

  private static final List<Block> V4 =
      List.of(
          block(0, 0, 0, 8),
          block(10, 0, 0, 8),
          block(100, 64, 0, 10),
          block(127, 0, 0, 8),
          block(169, 254, 0, 16),
          block(172, 16, 0, 12),
          block(192, 0, 0, 24),
          block(192, 0, 2, 24),
          block(192, 31, 196, 24),
          block(192, 52, 193, 24),
          block(192, 88, 99, 24),
          block(192, 168, 0, 16),
          block(192, 175, 48, 24),
          block(198, 18, 0, 15),
          block(198, 51, 100, 24),
          block(203, 0, 113, 24),
          block(224, 0, 0, 4),
          block(240, 0, 0, 4));

  private SpecialAddresses() {}

  private static Block block(int a, int b, int c, int bits) {
    return new Block(a << 24 | b << 16 | c << 8, bits);
  }

  /// Whether nothing must be asked of it.
  static boolean has(InetAddress address) {
    return switch (address) {
      case Inet4Address four ->
          V4.stream().anyMatch(block -> block.holds(word(four.getAddress(), 0)));
      case Inet6Address six -> !global(six.getAddress());
      default -> true;
    };
  }

  /// Global unicast is 2000::/3. Out of it: 2001::/23 (protocols, among them Teredo), 2001:db8::/32
  /// and 3fff::/20 (documentation), 2002::/16 (6to4), 2620:4f:8000::/48 (AS112).
  private static boolean global(byte[] six) {
    int high = word(six, 0);
    int next = word(six, 4);
    return high >>> 29 == 1
        && high >>> 9 != 0x20010000 >>> 9
        && high != 0x20010db8
        && high >>> 12 != 0x3fff0000 >>> 12
        && high >>> 16 != 0x2002
        && !(high == 0x2620004f && next >>> 16 == 0x8000);
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
