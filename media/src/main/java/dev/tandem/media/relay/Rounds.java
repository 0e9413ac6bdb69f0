package dev.tandem.media.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long the loop's rounds take, counted by powers of two of a microsecond.
final class Rounds {

  private static final int CLASSES = 20;

  private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

  void count(long nanos) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(nanos, 0) / 1_000);
    counts.getAndIncrement(Math.min(bits, CLASSES - 1));
  }

  List<Long> reading() {
    List<Long> all = new ArrayList<>(CLASSES);
    for (int i = 0; i < CLASSES; i++) {
      all.add(counts.get(i));
    }
    return all;
  }
}
