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
public record TurnSettings(
    String realm,
    SharedSecret secret,
    IpAddress relayAddress,
    int minPort,
    int maxPort,
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
    if (SpecialPurpose.nobody(relayAddress)) {
      throw new IllegalArgumentException(
          "The relay's address is what browsers send to: give one of this host, not "
              + relayAddress);
    }
  }

  int ports() {
    return maxPort - minPort + 1;
  }
}
