package dev.tandem.media.turn;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The relayed ports of one family: which are taken, by whom, and which to try next. Ports are
/// chosen at random, so that nobody guesses the next one (RFC 8656 section 7.2, RFC 6056).
final class Ports {

  /// Answer of a search without success.
  static final int NONE = -1;

  private static final int MAX_TRIES = 32;

  private final IpAddress address;
  private final PortRange range;
  private final BitSet taken;
  private final @Nullable Allocation[] holders;
  private final RandomGenerator random;

  Ports(IpAddress address, PortRange range, RandomGenerator random) {
    this.address = address;
    this.range = range;
    this.taken = new BitSet(range.count());
    this.holders = new Allocation[range.count()];
    this.random = random;
  }

  /// A port of the range as others see it.
  TransportAddress at(int port) {
    return new TransportAddress(address, port);
  }

  /// The allocation that peers reach at that port; null when there is none or the port is not of
  /// the range.
  @Nullable Allocation holder(int port) {
    return range.contains(port) ? holders[port - range.first()] : null;
  }

  /// The same, by the whole address.
  @Nullable Allocation holder(TransportAddress relayed) {
    return relayed.ip().equals(address) ? holder(relayed.port()) : null;
  }

  void hold(int port, Allocation allocation) {
    holders[port - range.first()] = allocation;
  }

  /// Opens any free port.
  int take(Sink sink) {
    int start = random.nextInt(range.count());
    int tries = 0;
    for (int i = 0; i < range.count() && tries < MAX_TRIES; i++) {
      int port = range.first() + (start + i) % range.count();
      if (!taken(port)) {
        tries++;
        if (open(port, sink)) {
          return port;
        }
      }
    }
    return NONE;
  }

  /// Opens a free even port; with `pair`, the next higher one too.
  int takeEven(boolean pair, Sink sink) {
    int start = random.nextInt(range.count());
    int tries = 0;
    for (int i = 0; i < range.count() && tries < MAX_TRIES; i++) {
      int port = range.first() + (start + i) % range.count();
      if (port % 2 != 0 || taken(port) || (pair && !free(port + 1))) {
        continue;
      }
      tries++;
      if (!open(port, sink)) {
        continue;
      }
      if (!pair || open(port + 1, sink)) {
        return port;
      }
      give(port, sink);
    }
    return NONE;
  }

  /// Closes a port and makes it free.
  void give(int port, Sink sink) {
    taken.clear(port - range.first());
    holders[port - range.first()] = null;
    sink.close(address.family(), port);
  }

  private boolean free(int port) {
    return range.contains(port) && !taken(port);
  }

  private boolean taken(int port) {
    return taken.get(port - range.first());
  }

  private boolean open(int port, Sink sink) {
    if (!sink.open(address.family(), port)) {
      return false;
    }
    taken.set(port - range.first());
    return true;
  }
}
