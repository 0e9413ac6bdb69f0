package dev.tandem.media.stun;

import java.net.InetSocketAddress;

/// An IP address and a port (RFC 8489 section 4, "transport address").
///
/// @param port 0 to 65535
public record TransportAddress(IpAddress ip, int port) {

  public TransportAddress {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException("A port has 16 bits");
    }
  }

  /// The resolved address of `java.net` as a value.
  public static TransportAddress of(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("Give an address, not a host name");
    }
    return new TransportAddress(IpAddress.of(address.getAddress()), address.getPort());
  }

  /// The address as a socket wants it.
  public InetSocketAddress toInet() {
    return new InetSocketAddress(ip.toInet(), port);
  }

  @Override
  public String toString() {
    return ip.family() == Family.IPV6 ? "[" + ip + "]:" + port : ip + ":" + port;
  }
}
