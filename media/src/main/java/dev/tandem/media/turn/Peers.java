package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;

/// Whom allocations of this relay may reach: [PeerPolicy], and other allocations of the same relay.
///
/// Two clients that both use the relay are each other's peers at the relay's own addresses. Those
/// are allowed for the relayed ports only, so that nothing else on this host can be reached through
/// them.
final class Peers {

  private final PeerPolicy policy;
  private final TurnSettings settings;

  Peers(TurnSettings settings) {
    this.settings = settings;
    policy = settings.peers();
  }

  /// Whether a permission for that address may be made.
  boolean permits(IpAddress peer) {
    return own(peer) || policy.permits(peer);
  }

  /// Whether a packet may go to exactly there, given that a permission for the address exists.
  boolean reachable(TransportAddress peer) {
    if (peer.port() == 0) {
      return false;
    }
    return !own(peer.ip())
        || settings.ports().all().contains(peer.port())
        || policy.permits(peer.ip());
  }

  /// Whether that is a relayed address of this relay that another machine has.
  boolean neighbour(TransportAddress peer) {
    return settings.ports().all().contains(peer.port())
        && !settings.ports().own().contains(peer.port())
        && own(peer.ip());
  }

  private boolean own(IpAddress peer) {
    return peer.equals(settings.relayAddress(peer.family()));
  }
}
