package dev.tandem.media.turn;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What one subject, member or workspace holds and relays, against its limits. What it holds is
/// [Quotas]' to change; its bytes any machine may charge at any time.
final class Quota {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final RelayLimits.Share share;

  /// Until when the bytes relayed so far take, at the full rate: a second ahead at most.
  private final AtomicLong busyUntil;

  private int held;

  Quota(RelayLimits.Share share, long now) {
    this.share = share;
    busyUntil = new AtomicLong(now);
  }

  /// Holds so many more; false without room, and nothing is changed.
  boolean hold(int more) {
    if (held + more > share.allocations()) {
      return false;
    }
    held += more;
    return true;
  }

  /// Holds so many less; answers whether anything is still held.
  boolean release(int less) {
    held -= less;
    return held > 0;
  }

  int bytesPerSecond() {
    return share.bytesPerSecond();
  }

  /// Charges that many bytes when they may be relayed now; a second's worth may come at once.
  boolean charge(long now, int bytes) {
    long cost = cost(bytes);
    while (true) {
      long before = busyUntil.get();
      long after = Math.max(before, now) + cost;
      if (after > now + SECOND) {
        return false;
      }
      if (busyUntil.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /// Gives back what was charged and not relayed.
  void refund(int bytes) {
    long _ = busyUntil.addAndGet(-cost(bytes));
  }

  private long cost(int bytes) {
    return SECOND * bytes / share.bytesPerSecond();
  }
}
