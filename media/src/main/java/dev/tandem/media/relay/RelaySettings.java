package dev.tandem.media.relay;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.media.turn.TurnSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

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
/// @param streams where clients reach it over TCP and TLS
public record RelaySettings(
    InetSocketAddress listen,
    InetAddress relayAddress,
    int minPort,
    int maxPort,
    String realm,
    SharedSecret sharedSecret,
    PeerPolicy peers,
    RelayLimits limits,
    List<StreamListener> streams) {

  public RelaySettings {
    streams = List.copyOf(streams);
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

  /// A relay over UDP only.
  public RelaySettings(
      InetSocketAddress listen,
      InetAddress relayAddress,
      int minPort,
      int maxPort,
      String realm,
      SharedSecret sharedSecret,
      PeerPolicy peers,
      RelayLimits limits) {
    this(listen, relayAddress, minPort, maxPort, realm, sharedSecret, peers, limits, List.of());
  }

  /// The same relay with listeners for TCP and TLS.
  public RelaySettings withStreams(StreamListener... listeners) {
    return new RelaySettings(
        listen,
        relayAddress,
        minPort,
        maxPort,
        realm,
        sharedSecret,
        peers,
        limits,
        List.of(listeners));
  }

  /// What the machine of one loop is told, which hands out a part of the relayed ports.
  TurnSettings turn(PortShare share, PeerPolicy policy) {
    int firstRelayed = minPort;
    int lastRelayed = maxPort;
    return new TurnSettings(
        realm,
        sharedSecret,
        IpAddress.of(relayAddress),
        share.minPort(),
        share.maxPort(),
        firstRelayed,
        lastRelayed,
        policy,
        limits);
  }
}
