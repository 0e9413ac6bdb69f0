package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// How clients name the relay (RFC 7065), best way first: UDP, then TCP for networks that let none
/// through, then TLS for those that look inside.
final class RelayUrls {
  private RelayUrls() {}

  /// @param publicHost what the certificate names; on this machine alone it is the address itself,
  ///   which the certificate names too
  static List<String> of(Config.Relay relay, String publicHost) {
    String address = literal(relay.address());
    List<String> urls = new ArrayList<>(3);
    urls.add(udp(relay));
    urls.add("turn:" + address + ":" + relay.port() + "?transport=tcp");
    if (relay.tlsPort() != 0) {
      String name = relay.address().isLoopbackAddress() ? address : publicHost;
      urls.add("turns:" + name + ":" + relay.tlsPort() + "?transport=tcp");
    }
    return List.copyOf(urls);
  }

  /// The way over UDP alone.
  static String udp(Config.Relay relay) {
    return "turn:" + literal(relay.address()) + ":" + relay.port() + "?transport=udp";
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
