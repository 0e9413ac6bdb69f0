package dev.tandem.media.relay;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.media.turn.TurnSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// How a relay is run.
///
/// @param listen where clients reach it, over UDP; port 0 takes any free one
/// @param relayAddress the address that clients and peers are told for relayed ports: this host's
///   own as others see it
/// @param minPort the first relayed port, 1024 or above
/// @param maxPort the last relayed port
/// @param realm the domain of its credentials, 1 to 24 bytes
/// @param sharedSecret what its credentials are made with
/// @param peers whom it may send to
public record RelaySettings(
    InetSocketAddress listen,
    InetAddress relayAddress,
    int minPort,
    int maxPort,
    String realm,
    SharedSecret sharedSecret,
    PeerPolicy peers,
    RelayLimits limits) {

  public RelaySettings {
    if (listen.isUnresolved()) {
      throw new IllegalArgumentException(
          "The relay listens on an address, not on the name " + listen.getHostString());
    }
    if (!listen.getAddress().isAnyLocalAddress()
        && listen.getAddress().getClass() != relayAddress.getClass()) {
      throw new IllegalArgumentException(
          "The relay listens on "
              + listen.getAddress().getHostAddress()
              + " and announces "
              + relayAddress.getHostAddress()
              + ": both must be IPv4 or both IPv6");
    }
  }

  TurnSettings turn(PeerPolicy policy) {
    return new TurnSettings(
        realm, sharedSecret, IpAddress.of(relayAddress), minPort, maxPort, policy, limits);
  }
}
