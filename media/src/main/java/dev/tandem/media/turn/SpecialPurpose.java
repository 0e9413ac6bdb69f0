package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses that are no ordinary hosts of the Internet: the IANA special-purpose registries of
/// IPv4 and IPv6 (RFC 6890), multicast, and every form in which an IPv6 address carries an IPv4
/// one.
final class SpecialPurpose {

  private static final List<Cidr> LOOPBACK = ranges("127.0.0.0/8", "::1");

  /// Nobody's addresses: no configuration makes them peers. On Linux, 0.0.0.0 reaches the host
  /// itself.
  private static final List<Cidr> NOBODY =
      ranges("0.0.0.0/8", "224.0.0.0/4", "255.255.255.255", "::", "ff00::/8");

  private static final List<Cidr> SPECIAL =
      ranges(
          "0.0.0.0/8", // this network (RFC 791)
          "10.0.0.0/8", // private (RFC 1918)
          "100.64.0.0/10", // shared, carrier-grade NAT (RFC 6598); some clouds' metadata
          "127.0.0.0/8", // loopback (RFC 1122)
          "169.254.0.0/16", // link-local (RFC 3927); most clouds' metadata
          "172.16.0.0/12", // private (RFC 1918)
          "192.0.0.0/24", // protocol assignments (RFC 6890)
          "192.0.2.0/24", // documentation (RFC 5737)
          "192.31.196.0/24", // AS112 (RFC 7535)
          "192.52.193.0/24", // AMT (RFC 7450)
          "192.88.99.0/24", // 6to4 relays, deprecated (RFC 7526)
          "192.168.0.0/16", // private (RFC 1918)
          "192.175.48.0/24", // AS112 (RFC 7534)
          "198.18.0.0/15", // benchmarking (RFC 2544)
          "198.51.100.0/24", // documentation (RFC 5737)
          "203.0.113.0/24", // documentation (RFC 5737)
          "224.0.0.0/4", // multicast (RFC 5771)
          "240.0.0.0/4", // reserved, and limited broadcast (RFC 1112, RFC 919)
          "::/96", // unspecified, loopback, IPv4-compatible (RFC 4291)
          "64:ff9b:1::/48", // local translation (RFC 8215)
          "100::/64", // discard only (RFC 6666)
          "100:0:0:1::/64", // dummy prefix (RFC 9780)
          "2001::/23", // protocol assignments, Teredo, ORCHID (RFC 2928)
          "2001:db8::/32", // documentation (RFC 3849)
          "2002::/16", // 6to4 (RFC 3056)
          "2620:4f:8000::/48", // AS112 (RFC 7534)
          "3fff::/20", // documentation (RFC 9637)
          "5f00::/16", // segment routing (RFC 9602)
          "fc00::/7", // unique local (RFC 4193); a cloud's metadata
          "fe80::/10", // link-local (RFC 4291)
          "fec0::/10", // site-local, deprecated (RFC 3879)
          "ff00::/8"); // multicast (RFC 4291)

  private static final Cidr COMPATIBLE = Cidr.parse("::/96");
  private static final Cidr MAPPED =
      new Cidr(IpAddress.v6(0, 0xffff_0000_0000L), 96); // java.net would unwrap the text
  private static final Cidr TRANSLATED = Cidr.parse("64:ff9b::/96");
  private static final Cidr TRANSLATED_LOCALLY = Cidr.parse("64:ff9b:1::/48");
  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");

  private SpecialPurpose() {}

  static boolean loopback(IpAddress address) {
    return within(LOOPBACK, address);
  }

  static boolean nobody(IpAddress address) {
    return within(NOBODY, address);
  }

  static boolean special(IpAddress address) {
    return within(SPECIAL, address) || embedded(address) != null;
  }

  /// The IPv4 address inside an IPv6 one; null when there is none.
  ///
  /// IPv4-mapped and -compatible (RFC 4291), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo
  /// (RFC 4380: the client's address with all bits turned).
  static @Nullable IpAddress embedded(IpAddress address) {
    if (address.family() == Family.IPV4) {
      return null;
    }
    boolean unspecifiedOrLoopback = address.high() == 0 && address.low() >>> 1 == 0;
    if (COMPATIBLE.contains(address) && !unspecifiedOrLoopback) {
      return IpAddress.v4((int) address.low());
    }
    if (MAPPED.contains(address)
        || TRANSLATED.contains(address)
        || TRANSLATED_LOCALLY.contains(address)) {
      return IpAddress.v4((int) address.low());
    }
    if (SIX_TO_FOUR.contains(address)) {
      return IpAddress.v4((int) (address.high() >>> 16));
    }
    if (TEREDO.contains(address)) {
      return IpAddress.v4((int) ~address.low());
    }
    return null;
  }

  private static boolean within(List<Cidr> ranges, IpAddress address) {
    for (Cidr range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<Cidr> ranges(String... texts) {
    return java.util.Arrays.stream(texts).map(Cidr::parse).toList();
  }
}
