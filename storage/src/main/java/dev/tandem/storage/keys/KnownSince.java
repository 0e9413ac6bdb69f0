package dev.tandem.storage.keys;

import java.time.Duration;

/// When something was last known for sure. It is measured by both of the machine's clocks and the
/// larger age counts: the steady one stands still while a machine is suspended, the other may be
/// set back.
record KnownSince(long steadyNanos, long wallMillis) {
  static KnownSince now() {
    return new KnownSince(System.nanoTime(), System.currentTimeMillis());
  }

  /// What both of two are sure of.
  KnownSince orBefore(KnownSince other) {
    return new KnownSince(
        Math.min(steadyNanos, other.steadyNanos), Math.min(wallMillis, other.wallMillis));
  }

  boolean olderThan(Duration age) {
    return System.nanoTime() - steadyNanos > age.toNanos()
        || System.currentTimeMillis() - wallMillis > age.toMillis();
  }
}
