package dev.tandem.media.stun;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// An IP address as a value of two words: no name, no look-up, no scope.
///
/// An IPv4 address has `high` 0 and its 32 bits in `low`. An IPv4-mapped IPv6 address stays IPv6
/// here, unlike in `java.net`, because a relay must tell the two apart.
///
/// @param high the upper 64 bits of an IPv6 address
/// @param low the lower 64 bits, or all 32 of an IPv4 address
public record IpAddress(Family family, long high, long low) {

  public IpAddress {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("An IPv4 address has 32 bits");
    }
  }

  /// The IPv4 address of these 32 bits, first octet highest.
  public static IpAddress v4(int bits) {
    return new IpAddress(Family.IPV4, 0, bits & 0xffff_ffffL);
  }

  /// The IPv6 address of these 128 bits.
  public static IpAddress v6(long high, long low) {
    return new IpAddress(Family.IPV6, high, low);
  }

  /// The address of `java.net` as a value.
  public static IpAddress of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.remaining() == Family.IPV4.bytes()
        ? v4(bytes.getInt())
        : v6(bytes.getLong(), bytes.getLong());
  }

  /// The address in network order: 4 or 16 bytes.
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(family.bytes());
    switch (family) {
      case IPV4 -> out.putInt((int) low);
      case IPV6 -> out.putLong(high).putLong(low);
    }
    return out.array();
  }

  /// The address as `java.net` wants it. An IPv4-mapped address becomes its IPv4 address there.
  public InetAddress toInet() {
    try {
      return InetAddress.getByAddress(bytes());
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are always an address", e);
    }
  }

  @Override
  public String toString() {
    return toInet().getHostAddress();
  }
}
