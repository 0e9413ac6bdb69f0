package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// How clients name the relay (RFC 7065), best way first: UDP, then TCP for networks that let none
/// through, then TLS for those that look inside. Four at most: with more, browsers take longer to
/// find their way, so over TCP the second family has an address of its own only where no name with
/// TLS stands for both.
final class RelayUrls {
  private RelayUrls() {}

  /// @param publicHost what the certificate names; on this machine alone it is the address itself,
  ///   which the certificate names too
  static List<String> of(Config.Relay relay, String publicHost) {
    List<String> urls = new ArrayList<>(4);
    urls.add(udp(relay));
    relay
        .other()
        .ifPresent(other -> urls.add(turn(other.address(), relay.port()) + "?transport=udp"));
    urls.add(turn(relay.address(), relay.port()) + "?transport=tcp");
    if (relay.tlsPort() != 0) {
      String name = relay.address().isLoopbackAddress() ? literal(relay.address()) : publicHost;
      urls.add("turns:" + name + ":" + relay.tlsPort() + "?transport=tcp");
    } else {
      relay
          .other()
          .ifPresent(other -> urls.add(turn(other.address(), relay.port()) + "?transport=tcp"));
    }
    return List.copyOf(urls);
  }

  /// The way over UDP alone.
  static String udp(Config.Relay relay) {
    return turn(relay.address(), relay.port()) + "?transport=udp";
  }

  private static String turn(InetAddress address, int port) {
    return "turn:" + literal(address) + ":" + port;
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
