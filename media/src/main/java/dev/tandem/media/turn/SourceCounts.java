package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// How many datagrams of a kind each source has sent, or been answered, in this second.
///
/// The memory is fixed and counting makes no garbage: a count-min sketch (Cormode and
/// Muthukrishnan, 2005) of two rows, where a source has a place in each and the lower count is its
/// own. So a phone is held up by a flood only when it shares both places with flooders, and who
/// shares with whom nobody can know: with 64 flooding sources that happens to one phone in 60,000.
///
/// ```
///  0               16              31
/// +---------------+---------------+
/// | count         | second        |
/// +---------------+---------------+
/// ```
final class SourceCounts {

  private static final int PLACES = 1 << 14;
  private static final int ROWS = 2;
  private static final int MOST = 0xffff;

  private final int perSource;
  private final int perAddress;
  private final long seed;
  private final int[] sources = new int[ROWS * PLACES];
  private final int[] addresses = new int[ROWS * PLACES];

  /// @param perSource for one address and port; 65,535 and more do not bound it
  /// @param perAddress for all ports of an address, or of an IPv6 /64
  /// @param random unpredictable
  SourceCounts(int perSource, int perAddress, RandomGenerator random) {
    this.perSource = perSource;
    this.perAddress = perAddress;
    seed = random.nextLong();
  }

  /// Counts one more; false when it is one too many. What its source has too many of does not count
  /// for its address: one phone that floods does not use up its office's share.
  boolean allowed(long now, TransportAddress source) {
    int second = secondOf(now);
    long address = addressOf(source.ip());
    long whole = whole(address, source);
    return count(sources, whole, second) <= perSource
        && count(addresses, address, second) <= perAddress;
  }

  /// Whether that one source has had its share of this second.
  boolean exhausted(long now, TransportAddress source) {
    int second = secondOf(now);
    long whole = whole(addressOf(source.ip()), source);
    int first = counted(sources[first(whole)], second);
    return Math.min(first, counted(sources[other(whole)], second)) >= perSource;
  }

  private static int count(int[] rows, long mixed, int second) {
    return Math.min(count(rows, first(mixed), second), count(rows, other(mixed), second));
  }

  private static int count(int[] rows, int place, int second) {
    int now = Math.min(counted(rows[place], second) + 1, MOST);
    rows[place] = second | now;
    return now;
  }

  private static int counted(int entry, int second) {
    return (entry & ~MOST) == second ? entry & MOST : 0;
  }

  private static int first(long mixed) {
    return (int) (mixed >>> 48) & (PLACES - 1);
  }

  private static int other(long mixed) {
    return PLACES + ((int) (mixed >>> 16) & (PLACES - 1));
  }

  private static int secondOf(long now) {
    return ((int) TimeUnit.NANOSECONDS.toSeconds(now) + 1) << 16;
  }

  private long addressOf(IpAddress ip) {
    return mixed(ip.family() == Family.IPV6 ? ip.high() : ip.low());
  }

  private long whole(long address, TransportAddress source) {
    return mixed(address ^ source.ip().low() ^ ((long) source.port() << 40));
  }

  private long mixed(long value) {
    long mixed = (value ^ seed) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
