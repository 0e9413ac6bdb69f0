package dev.tandem.media.relay.linux;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import org.jspecify.annotations.Nullable;

/// The addresses of those who keep talking, so that a packet's sender is no new object.
///
/// Each address has one place, and whoever comes later to a place takes it over: strangers cannot
/// make the cache grow or its look-ups slow, at worst an address is made anew.
final class AddressCache {

  private static final int PLACES = 1 << 13;

  private final @Nullable TransportAddress[] places = new TransportAddress[PLACES];
  private final long seed;

  /// @param seed keeps others from knowing who shares a place with whom
  AddressCache(long seed) {
    this.seed = seed;
  }

  /// The address of these words, as in [IpAddress].
  TransportAddress of(Family family, long high, long low, int port) {
    int place = place(high, low, port);
    TransportAddress known = places[place];
    if (known != null
        && known.port() == port
        && known.ip().low() == low
        && known.ip().high() == high
        && known.ip().family() == family) {
      return known;
    }
    TransportAddress made = new TransportAddress(new IpAddress(family, high, low), port);
    places[place] = made;
    return made;
  }

  private int place(long high, long low, int port) {
    long mixed = (high ^ seed) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32) ^ low) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32) ^ port) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 40) & (PLACES - 1);
  }
}
