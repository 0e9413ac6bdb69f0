package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The two forms of an address, sockets' and machine's, kept for those who keep talking.
///
/// Each address has one place, and whoever comes later to a place takes it over: strangers cannot
/// make the book grow or its look-ups slow, at worst a form is made anew.
final class AddressBook {

  private static final int PLACES = 1 << 13;

  private record Entry(InetSocketAddress socket, TransportAddress value) {}

  private final @Nullable Entry[] bySocket = new Entry[PLACES];
  private final @Nullable Entry[] byValue = new Entry[PLACES];
  private final int seed;

  /// @param seed keeps others from knowing who shares a place with whom
  AddressBook(int seed) {
    this.seed = seed;
  }

  TransportAddress value(InetSocketAddress socket) {
    int place = place(socket.hashCode());
    Entry known = bySocket[place];
    if (known != null && known.socket.equals(socket)) {
      return known.value;
    }
    Entry made = new Entry(socket, TransportAddress.of(socket));
    bySocket[place] = made;
    byValue[place(made.value.hashCode())] = made;
    return made.value;
  }

  InetSocketAddress socket(TransportAddress value) {
    int place = place(value.hashCode());
    Entry known = byValue[place];
    if (known != null && known.value.equals(value)) {
      return known.socket;
    }
    Entry made = new Entry(value.toInet(), value);
    byValue[place] = made;
    return made.socket;
  }

  private int place(int hash) {
    int mixed = (hash ^ seed) * 0x9E3779B1;
    return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
  }
}
