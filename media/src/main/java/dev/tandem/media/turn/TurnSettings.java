package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the TURN machine is told once.
///
/// @param realm the domain of the credentials, at most 24 bytes: a longer one would not fit into an
///   answer that is three times a stranger's first Allocate
/// @param relayAddresses what peers and clients are told: one address, or one of each family
/// @param peers whom it may relay to
/// @param keepsWhole whether the platform can forbid that a datagram is cut on its way
///   (DONT-FRAGMENT)
public record TurnSettings(
    String realm,
    SharedSecret secret,
    List<IpAddress> relayAddresses,
    Shares ports,
    PeerPolicy peers,
    RelayLimits limits,
    boolean keepsWhole) {

  private static final int MAX_REALM_BYTES = 24;

  /// Which relayed ports are whose, where several machines share the relay's addresses.
  ///
  /// @param own those that this machine hands out
  /// @param siblings those of all machines whose clients come by the same transport, this one's
  ///   included: a client that moves may arrive at any of these machines
  /// @param all those of the relay: clients of one machine reach those of another there
  public record Shares(PortRange own, PortRange siblings, PortRange all) {
    public Shares {
      if (!siblings.contains(own) || !all.contains(siblings)) {
        throw new IllegalArgumentException(
            "A machine's ports are among its siblings', and those among the relay's");
      }
    }

    /// Whether another machine, whose clients come the same way, has that port.
    boolean elsewhere(int port) {
      return siblings.contains(port) && !own.contains(port);
    }

    /// A machine that has all ports for itself.
    public static Shares alone(PortRange all) {
      return new Shares(all, all, all);
    }
  }

  public TurnSettings {
    relayAddresses = List.copyOf(relayAddresses);
    int realmBytes = realm.getBytes(StandardCharsets.UTF_8).length;
    if (realmBytes < 1 || realmBytes > MAX_REALM_BYTES) {
      throw new IllegalArgumentException("The realm has 1 to " + MAX_REALM_BYTES + " bytes");
    }
    long families = relayAddresses.stream().map(IpAddress::family).distinct().count();
    if (families == 0 || families != relayAddresses.size()) {
      throw new IllegalArgumentException(
          "A relay has one address, or one of each family, not " + relayAddresses);
    }
    for (IpAddress address : relayAddresses) {
      if (SpecialPurpose.nobody(address)) {
        throw new IllegalArgumentException(
            "The relay's address is what browsers send to: give one of this host, not " + address);
      }
    }
  }

  /// A machine with one address, which it has for itself.
  public TurnSettings(
      String realm,
      SharedSecret secret,
      IpAddress relayAddress,
      int minPort,
      int maxPort,
      PeerPolicy peers,
      RelayLimits limits) {
    this(
        realm,
        secret,
        List.of(relayAddress),
        Shares.alone(new PortRange(minPort, maxPort)),
        peers,
        limits,
        true);
  }

  /// The relay's address of that family; null when it has none.
  @Nullable IpAddress relayAddress(Family family) {
    for (IpAddress address : relayAddresses) {
      if (address.family() == family) {
        return address;
      }
    }
    return null;
  }

  /// The family of who asks for none: IPv4 (RFC 8656 section 7.2), and what there is on a relay
  /// without it, whose clients could have nothing else.
  Family usualFamily() {
    return relayAddress(Family.IPV4) == null ? Family.IPV6 : Family.IPV4;
  }
}
