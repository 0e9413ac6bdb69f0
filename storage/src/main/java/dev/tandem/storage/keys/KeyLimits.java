package dev.tandem.storage.keys;

import java.time.Duration;

/// Bounds of the keys.
///
/// @param recordsPerDataKey sealed values after which a data key gives way to a new one; what the
///   transactions under way seal may still come on top
/// @param recordsPerCount sealed values that a gateway takes out of that number at a time
/// @param fresh age of what is known of a workspace's keys at which the database is asked again
/// @param trusted age at which nothing that was sealed with them is committed any more; so it
///   bounds a transaction that seals
/// @param retirement how long a data key must have been out of use before it can be destroyed; more
///   than `trusted` and the longest a transaction may idle together
public record KeyLimits(
    long recordsPerDataKey,
    int recordsPerCount,
    Duration fresh,
    Duration trusted,
    Duration retirement) {
  public static final KeyLimits STANDARD =
      new KeyLimits(
          10_000_000, 10_000, Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

  public KeyLimits {
    if (recordsPerDataKey < 1 || recordsPerCount < 1 || recordsPerCount > recordsPerDataKey) {
      throw new IllegalArgumentException("a data key seals at least as much as is counted at once");
    }
    if (fresh.compareTo(trusted) > 0 || trusted.compareTo(retirement) > 0) {
      throw new IllegalArgumentException("fresh, then trusted, then retired");
    }
  }
}
