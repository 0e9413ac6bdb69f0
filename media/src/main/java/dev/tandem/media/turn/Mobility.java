package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import org.jspecify.annotations.Nullable;

/// Where a mobile client may have gone (RFC 8016 section 3.2).
///
/// ```
///   at home --- Refresh with the ticket from another address ---> moving
///      ^                                                            |
///      +-------------- anything else from there --------------------+
/// ```
///
/// While it moves, packets still go to the old address and both addresses are listened to: the
/// answer that tells the client of its success may be lost, and the request come again. Each move
/// has a number, which its ticket carries, so that an older ticket is worth nothing once the client
/// has arrived.
final class Mobility {

  /// The highest number of a move; then they begin anew.
  static final int MOVES = 0x7fff;

  private int move;
  private @Nullable TransportAddress next;

  /// The number of the ticket that counts.
  int move() {
    return move;
  }

  /// Where it says it has gone; null at home.
  @Nullable TransportAddress next() {
    return next;
  }

  /// Whether a ticket of that move may be used: the newest, and while the client moves the one
  /// before, since it may not have heard of the newest.
  boolean accepts(int ofMove) {
    return ofMove == move || (next != null && ofMove == ((move - 1) & MOVES));
  }

  /// A Refresh with an accepted ticket came from there.
  ///
  /// @param current where the client is spoken to
  void announce(int ofMove, TransportAddress from, TransportAddress current) {
    if (from.equals(current)) {
      next = null;
      return;
    }
    if (ofMove == move && !from.equals(next)) {
      move = (move + 1) & MOVES;
    }
    next = from;
  }

  /// The client has spoken from its new address, or will not.
  void settle() {
    next = null;
  }
}
