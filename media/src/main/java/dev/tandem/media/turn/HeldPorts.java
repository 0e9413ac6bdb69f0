package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// The relayed ports behind which an allocation lives, of all machines of a relay: a bit a port and
/// family. Any thread may use it; each port has one machine that writes it.
///
/// Without it, what a client sends to another program at the relay's own address, where that is
/// allowed, would be taken for a packet to an allocation of a neighbour and be lost.
final class HeldPorts {

  private static final int WORDS = (1 << 16) / Integer.SIZE;

  private final AtomicIntegerArray v4 = new AtomicIntegerArray(WORDS);
  private final AtomicIntegerArray v6 = new AtomicIntegerArray(WORDS);

  boolean holds(TransportAddress relayed) {
    int port = relayed.port();
    return (of(relayed.ip().family()).getOpaque(port / Integer.SIZE) & bit(port)) != 0;
  }

  void hold(TransportAddress relayed) {
    int bit = bit(relayed.port());
    of(relayed.ip().family()).getAndUpdate(relayed.port() / Integer.SIZE, word -> word | bit);
  }

  void give(TransportAddress relayed) {
    int bit = bit(relayed.port());
    of(relayed.ip().family()).getAndUpdate(relayed.port() / Integer.SIZE, word -> word & ~bit);
  }

  private AtomicIntegerArray of(Family family) {
    return family == Family.IPV4 ? v4 : v6;
  }

  private static int bit(int port) {
    return 1 << (port % Integer.SIZE);
  }
}
