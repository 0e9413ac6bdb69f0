package dev.tandem.media.turn;

import java.util.BitSet;
import java.util.random.RandomGenerator;

/// The relayed ports of the range: which are taken, and which to try next. Ports are chosen at
/// random, so that nobody guesses the next one (RFC 8656 section 7.2, RFC 6056).
final class Ports {

  /// Answer of a search without success.
  static final int NONE = -1;

  private static final int MAX_TRIES = 32;

  private final int first;
  private final int count;
  private final BitSet taken;
  private final RandomGenerator random;

  Ports(int first, int last, RandomGenerator random) {
    this.first = first;
    this.count = last - first + 1;
    this.taken = new BitSet(count);
    this.random = random;
  }

  /// Opens any free port.
  int take(Sink sink) {
    int start = random.nextInt(count);
    int tries = 0;
    for (int i = 0; i < count && tries < MAX_TRIES; i++) {
      int port = first + (start + i) % count;
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
    int start = random.nextInt(count);
    int tries = 0;
    for (int i = 0; i < count && tries < MAX_TRIES; i++) {
      int port = first + (start + i) % count;
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
    taken.clear(port - first);
    sink.close(port);
  }

  private boolean free(int port) {
    return port < first + count && !taken(port);
  }

  private boolean taken(int port) {
    return taken.get(port - first);
  }

  private boolean open(int port, Sink sink) {
    if (!sink.open(port)) {
      return false;
    }
    taken.set(port - first);
    return true;
  }
}
