package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import java.nio.charset.StandardCharsets;

/// What the TURN machine is told once.
///
/// @param realm the domain of the credentials, at most 24 bytes: a longer one would not fit into an
///   answer that is three times a stranger's first Allocate
/// @param relayAddress the address that peers and clients are told; its family is the one that is
///   relayed
/// @param minPort the first relayed port
/// @param maxPort the last relayed port
/// @param firstRelayed the first relayed port of all machines that share the address: clients of
///   one reach those of another there
/// @param lastRelayed the last one
public record TurnSettings(
    String realm,
    SharedSecret secret,
    IpAddress relayAddress,
    int minPort,
    int maxPort,
    int firstRelayed,
    int lastRelayed,
    PeerPolicy peers,
    RelayLimits limits) {

  private static final int MAX_REALM_BYTES = 24;

  public TurnSettings {
    int realmBytes = realm.getBytes(StandardCharsets.UTF_8).length;
    if (realmBytes < 1 || realmBytes > MAX_REALM_BYTES) {
      throw new IllegalArgumentException("The realm has 1 to " + MAX_REALM_BYTES + " bytes");
    }
    if (minPort < 1024 || maxPort > 65_535 || minPort > maxPort) {
      throw new IllegalArgumentException(
          "The relayed ports are a range within 1024 to 65535, not " + minPort + " to " + maxPort);
    }
    if (firstRelayed > minPort || lastRelayed < maxPort) {
      throw new IllegalArgumentException("The machine's own ports are within the relayed ones");
    }
    if (SpecialPurpose.nobody(relayAddress)) {
      throw new IllegalArgumentException(
          "The relay's address is what browsers send to: give one of this host, not "
              + relayAddress);
    }
  }

  /// A machine that has the address for itself.
  public TurnSettings(
      String realm,
      SharedSecret secret,
      IpAddress relayAddress,
      int minPort,
      int maxPort,
      PeerPolicy peers,
      RelayLimits limits) {
    this(realm, secret, relayAddress, minPort, maxPort, minPort, maxPort, peers, limits);
  }

  int ports() {
    return maxPort - minPort + 1;
  }
}
