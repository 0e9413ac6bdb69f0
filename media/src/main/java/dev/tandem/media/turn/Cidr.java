package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import java.net.InetAddress;

/// A range of addresses, as `10.0.0.0/8` (RFC 4632, RFC 4291 section 2.3).
///
/// @param network an address in the range; its bits beyond the prefix are 0
/// @param prefix how many leading bits are the range's, 0 to 32 or 128
public record Cidr(IpAddress network, int prefix) {

  public Cidr {
    int bits = network.family().bytes() * 8;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("The prefix of " + network + " is 0 to " + bits);
    }
    if (!masked(network, prefix).equals(network)) {
      throw new IllegalArgumentException(
          network
              + "/"
              + prefix
              + " has bits beyond its prefix; did you mean "
              + masked(network, prefix)
              + "/"
              + prefix
              + "?");
    }
  }

  /// Reads `address/prefix`, or one address alone. A name is refused, it is not looked up.
  ///
  /// @throws IllegalArgumentException when it is neither
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    IpAddress network =
        IpAddress.of(InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash)));
    if (slash < 0) {
      return new Cidr(network, network.family().bytes() * 8);
    }
    try {
      return new Cidr(network, Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Write a range as address/prefix, not " + text, e);
    }
  }

  /// Whether the address lies in the range; never, when the families differ.
  public boolean contains(IpAddress address) {
    return address.family() == network.family() && masked(address, prefix).equals(network);
  }

  private static IpAddress masked(IpAddress address, int prefix) {
    return address.family() == Family.IPV4
        ? IpAddress.v4((int) (address.low() & upper(prefix + 32)))
        : IpAddress.v6(
            address.high() & upper(Math.min(prefix, 64)),
            address.low() & upper(Math.max(prefix - 64, 0)));
  }

  /// The `n` upper bits of 64 set.
  private static long upper(int n) {
    return n == 0 ? 0 : -1L << (64 - n);
  }

  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}
