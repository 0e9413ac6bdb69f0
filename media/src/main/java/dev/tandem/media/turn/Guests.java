package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// Clients whose allocation another machine of this relay has: they moved, and the network brings
/// their packets here now. Only who proved to own the allocation is remembered; the oldest is
/// forgotten first.
final class Guests {

  /// Answer for who is none.
  static final int NONE = -1;

  private record Stay(int port, long until) {}

  private final Map<TransportAddress, Stay> stays = new LinkedHashMap<>();
  private final int most;

  Guests(int most) {
    this.most = most;
  }

  /// Remembers, or goes on to, whose relayed port a client has.
  void welcome(TransportAddress client, int port, long until) {
    stays.remove(client);
    stays.put(client, new Stay(port, until));
    if (stays.size() > most) {
      stays.remove(stays.keySet().iterator().next());
    }
  }

  /// The relayed port of that client's allocation; [#NONE] for who is no guest.
  int portOf(TransportAddress client, long now) {
    if (stays.isEmpty()) {
      return NONE;
    }
    Stay stay = stays.get(client);
    if (stay == null) {
      return NONE;
    }
    if (now >= stay.until()) {
      stays.remove(client);
      return NONE;
    }
    return stay.port();
  }
}
