package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The addresses that one allocation exchanges packets with, whatever their port (RFC 8656 section
/// 9).
final class Permissions {

  private final Map<IpAddress, Long> until = new HashMap<>(4);
  private final int limit;

  Permissions(int limit) {
    this.limit = limit;
  }

  /// Whether packets may pass between the allocation and that address now.
  boolean permits(IpAddress peer, long now) {
    Long end = until.get(peer);
    return end != null && now < end;
  }

  /// Installs or extends all of them, or none: false when there is no room.
  boolean install(Collection<IpAddress> peers, long now, long end) {
    until.values().removeIf(expiry -> now >= expiry);
    Set<IpAddress> all = new HashSet<>(until.keySet());
    all.addAll(peers);
    if (all.size() > limit) {
      return false;
    }
    for (IpAddress peer : peers) {
      until.put(peer, end);
    }
    return true;
  }
}
