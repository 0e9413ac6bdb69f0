package dev.tandem.media.relay;

import java.util.concurrent.TimeUnit;

/// How long a busy loop rests between rounds, so that a wake-up serves several packets.
///
/// A wake-up costs about as much as the packet it is for, and voice arrives as many single packets.
/// Under load the loop therefore looks again after four tenths of a millisecond, which nobody
/// hears, instead of at once. A quiet loop does not rest.
final class Pace {

  private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(400);
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /// From this many packets in a window on, a loop is busy: 3,000 a second.
  private static final int BUSY = 30;

  /// A round so full has more waiting: no time to rest.
  private static final int FULL = 128;

  private long windowEnd;
  private int inWindow;
  private boolean busy;

  /// How long to rest after a round that handled so many; 0 does not.
  long restAfter(int packets, long now) {
    if (now >= windowEnd) {
      busy = inWindow >= BUSY && now < windowEnd + WINDOW_NANOS;
      windowEnd = now + WINDOW_NANOS;
      inWindow = 0;
    }
    inWindow += packets;
    return busy && packets < FULL ? REST_NANOS : 0;
  }
}
