package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whom a relay may send to. Without configuration: hosts of the public Internet, and nobody else.
///
/// A relay that sends anywhere is a door into the network it stands in (CVE-2020-26262 and its
/// like). So every range of the IANA special-purpose registries is refused, and so is each IPv6
/// address that carries an IPv4 one: for those the range *and* the address inside must be allowed.
///
/// @param allowLoopback whether 127.0.0.0/8 and ::1 may be peers: for a demo on one machine
/// @param allowed special-purpose ranges that may be peers nevertheless, as the company's own
///   network. Multicast, broadcast and unspecified addresses may not even then.
/// @param denied addresses that may never be peers: those of the relay's own host
public record PeerPolicy(boolean allowLoopback, List<Cidr> allowed, Set<IpAddress> denied) {

  public PeerPolicy {
    allowed = List.copyOf(allowed);
    for (Cidr range : allowed) {
      if (range.prefix() == 0) {
        throw new IllegalArgumentException(
            "The peer range " + range + " is every address there is; list the networks you mean");
      }
      if (SpecialPurpose.nobody(range.network())) {
        throw new IllegalArgumentException(
            "The peer range "
                + range
                + " is nobody's (unspecified, multicast, broadcast) and cannot be relayed to;"
                + " remove it");
      }
    }
    denied = Set.copyOf(denied);
  }

  /// The public Internet only.
  public static PeerPolicy strict() {
    return new PeerPolicy(false, List.of(), Set.of());
  }

  /// The public Internet, and this machine: for a demo whose browsers run on it.
  public static PeerPolicy withLoopback() {
    return new PeerPolicy(true, List.of(), Set.of());
  }

  /// The same policy without these addresses too.
  public PeerPolicy denying(Set<IpAddress> addresses) {
    Set<IpAddress> all = new HashSet<>(denied);
    all.addAll(addresses);
    return new PeerPolicy(allowLoopback, allowed, all);
  }

  /// Whether that address may be a peer.
  public boolean permits(IpAddress peer) {
    if (SpecialPurpose.nobody(peer) || denied.contains(peer)) {
      return false;
    }
    IpAddress inside = SpecialPurpose.embedded(peer);
    if (inside != null) {
      return listed(peer) && permits(inside);
    }
    if (SpecialPurpose.loopback(peer)) {
      return allowLoopback || listed(peer);
    }
    return listed(peer) || !SpecialPurpose.special(peer);
  }

  private boolean listed(IpAddress peer) {
    for (Cidr range : allowed) {
      if (range.contains(peer)) {
        return true;
      }
    }
    return false;
  }
}
