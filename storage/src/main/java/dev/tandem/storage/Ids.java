package dev.tandem.storage;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids: UUID version 7 (RFC 9562 section 5.7), so that new rows land at the end of an index.
///
/// 48 bits of milliseconds, 12 bits that count within the millisecond (method 1 of section 6.2), 62
/// random bits. Ids of one process never go backwards. An id is a name, not a permission: nothing
/// is granted to whoever knows one.
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicLong LAST = new AtomicLong();

  private Ids() {}

  public static UUID next() {
    long now = System.currentTimeMillis() << 12;
    long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long high = ((tick >>> 12) << 16) | 0x7000L | (tick & 0xFFF);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
