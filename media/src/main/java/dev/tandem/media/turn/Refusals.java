package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// How many unproved requests of a source have been answered in this second.
///
/// A forger who writes a victim's address into his requests gets it no more than a trickle of
/// answers. The memory is fixed: sources share places, so that at worst one waits for another's
/// second to end, and a client asks again.
final class Refusals {

  private static final int PLACES = 1 << 14;

  private final int perSource;
  private final int perAddress;
  private final long seed;
  private final int[] seconds = new int[2 * PLACES];
  private final int[] counts = new int[2 * PLACES];

  Refusals(RelayLimits limits, RandomGenerator random) {
    perSource = limits.strangers().perSource();
    perAddress = limits.strangers().perAddress();
    seed = random.nextLong();
  }

  /// Counts one more; false when it is one too many.
  boolean allowed(long now, TransportAddress source) {
    int second = (int) TimeUnit.NANOSECONDS.toSeconds(now) + 1;
    IpAddress ip = source.ip();
    long address = ip.family() == Family.IPV6 ? ip.high() : ip.low();
    int ofAddress = PLACES + place(mixed(address));
    int ofSource = place(mixed(mixed(address) ^ ip.low() ^ ((long) source.port() << 40)));
    return count(ofSource, second) <= perSource && count(ofAddress, second) <= perAddress;
  }

  private int count(int place, int second) {
    if (seconds[place] != second) {
      seconds[place] = second;
      counts[place] = 0;
    }
    return ++counts[place];
  }

  private static int place(long mixed) {
    return (int) (mixed >>> 40) & (PLACES - 1);
  }

  private long mixed(long value) {
    long mixed = (value ^ seed) * 0x9E3779B97F4A7C15L;
    return (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
  }
}
