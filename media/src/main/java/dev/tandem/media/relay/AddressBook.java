package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/// The two forms of an address, sockets' and machine's, made once for those who keep talking. It
/// forgets everybody when it is full, so strangers cannot make it grow.
final class AddressBook {

  private static final int CAPACITY = 16_384;

  private final Map<InetSocketAddress, TransportAddress> values = new HashMap<>();
  private final Map<TransportAddress, InetSocketAddress> sockets = new HashMap<>();

  TransportAddress value(InetSocketAddress address) {
    TransportAddress known = values.get(address);
    return known == null ? learn(address) : known;
  }

  InetSocketAddress socket(TransportAddress address) {
    InetSocketAddress known = sockets.get(address);
    if (known != null) {
      return known;
    }
    InetSocketAddress made = address.toInet();
    makeRoom();
    sockets.put(address, made);
    return made;
  }

  private TransportAddress learn(InetSocketAddress address) {
    TransportAddress made = TransportAddress.of(address);
    makeRoom();
    values.put(address, made);
    sockets.put(made, address);
    return made;
  }

  private void makeRoom() {
    if (values.size() >= CAPACITY || sockets.size() >= CAPACITY) {
      values.clear();
      sockets.clear();
    }
  }
}
