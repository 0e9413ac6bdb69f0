package dev.tandem.media.relay;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.PortRange;
import dev.tandem.media.turn.RelayLimits;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.media.turn.TurnSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

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
/// @param other where it is in the other IP family
/// @param loops threads that share the clients over UDP, where the platform can and there are 16
///   relayed ports for each; 1 or more
public record RelaySettings(
    InetSocketAddress listen,
    InetAddress relayAddress,
    int minPort,
    int maxPort,
    String realm,
    SharedSecret sharedSecret,
    PeerPolicy peers,
    RelayLimits limits,
    List<StreamListener> streams,
    Optional<Home> other,
    int loops) {

  private static final int MOST_LOOPS = 8;

  /// Where a relay is in one IP family.
  ///
  /// @param listen where clients reach it, over UDP; port 0 takes any free one
  /// @param relayAddress what clients and peers are told for relayed ports
  public record Home(InetSocketAddress listen, InetAddress relayAddress) {
    public Home {
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
  }

  public RelaySettings {
    streams = List.copyOf(streams);
    if (loops < 1) {
      throw new IllegalArgumentException("A relay has at least one loop, not " + loops);
    }
    Home first = new Home(listen, relayAddress);
    if (other.isPresent()
        && other.get().relayAddress().getClass() == first.relayAddress().getClass()) {
      throw new IllegalArgumentException(
          "The relay's second address is of the other family: one IPv4 and one IPv6, not "
              + relayAddress.getHostAddress()
              + " and "
              + other.get().relayAddress().getHostAddress());
    }
  }

  /// A relay over UDP only, in one family, with [#loopsOfThisMachine].
  public RelaySettings(
      InetSocketAddress listen,
      InetAddress relayAddress,
      int minPort,
      int maxPort,
      String realm,
      SharedSecret sharedSecret,
      PeerPolicy peers,
      RelayLimits limits) {
    this(
        listen,
        relayAddress,
        minPort,
        maxPort,
        realm,
        sharedSecret,
        peers,
        limits,
        List.of(),
        Optional.empty(),
        loopsOfThisMachine());
  }

  /// The same relay with listeners for TCP and TLS.
  public RelaySettings withStreams(StreamListener... listeners) {
    return with(List.of(listeners), other, loops);
  }

  /// The same relay with an address of the other IP family too.
  public RelaySettings withOther(Home second) {
    return with(streams, Optional.of(second), loops);
  }

  /// The same relay with so many loops.
  public RelaySettings withLoops(int many) {
    return with(streams, other, many);
  }

  private RelaySettings with(List<StreamListener> listeners, Optional<Home> second, int many) {
    return new RelaySettings(
        listen,
        relayAddress,
        minPort,
        maxPort,
        realm,
        sharedSecret,
        peers,
        limits,
        listeners,
        second,
        many);
  }

  /// A loop for each core, eight at most.
  public static int loopsOfThisMachine() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS);
  }

  /// Where it is: in one family or in both.
  List<Home> homes() {
    Home first = new Home(listen, relayAddress);
    return other.map(second -> List.of(first, second)).orElse(List.of(first));
  }

  /// All relayed ports.
  PortRange ports() {
    return new PortRange(minPort, maxPort);
  }

  /// What the machine of one loop is told, which hands out a part of the relayed ports.
  TurnSettings turn(TurnSettings.Shares shares, PeerPolicy policy, boolean keepsWhole) {
    return new TurnSettings(
        realm,
        sharedSecret,
        homes().stream().map(home -> IpAddress.of(home.relayAddress())).toList(),
        shares,
        policy,
        limits,
        keepsWhole);
  }
}
