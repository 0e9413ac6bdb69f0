package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;

/// Whom allocations of this relay may reach: [PeerPolicy], and other allocations of the same relay.
///
/// Two clients that both use the relay are each other's peers at the relay's own address. That
/// address is allowed for the relayed ports only, so that nothing else on this host can be reached
/// through it.
final class Peers {

  private final PeerPolicy policy;
  private final IpAddress self;
  private final boolean wholeSelf;
  private final int minPort;
  private final int maxPort;

  Peers(TurnSettings settings) {
    policy = settings.peers();
    self = settings.relayAddress();
    wholeSelf = policy.permits(self);
    minPort = settings.firstRelayed();
    maxPort = settings.lastRelayed();
  }

  /// The family that is relayed here.
  Family family() {
    return self.family();
  }

  /// Whether a permission for that address may be made.
  boolean permits(IpAddress peer) {
    return peer.equals(self) || policy.permits(peer);
  }

  /// Whether a packet may go to exactly there, given that a permission for the address exists.
  boolean reachable(TransportAddress peer) {
    if (peer.port() == 0) {
      return false;
    }
    return wholeSelf
        || !peer.ip().equals(self)
        || (peer.port() >= minPort && peer.port() <= maxPort);
  }
}
