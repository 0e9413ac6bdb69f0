package dev.tandem.messaging.send;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How fast each sender's texts leave: a token bucket a sender, counted in segments, as carriers
/// count. What a carrier is given faster than it sends it queues out of our sight, where a STOP or
/// a "take back" does not reach it, or refuses.
///
/// The bucket is kept as the time at which it is full again (the generic cell rate algorithm, ITU-T
/// I.371, annex A). Texts that have to wait are given times one after the other, each by the cost
/// of the one before, so that a long queue comes back one by one and needs no memory here.
///
/// Pure but for what it remembers: time is an argument. Safe for use by many threads.
final class Pace {
  /// What may leave at once after a silence: people write in bursts.
  static final int BURST_SEGMENTS = 5;

  /// Senders remembered; the one that was silent longest is forgotten, which only costs a burst.
  static final int MAX_SENDERS = 10_000;

  private static final Duration SLACK = Duration.ofMillis(100);

  /// @param full when the bucket is full again
  /// @param tail the time behind the last that was given to a text that waits
  private record Bucket(Instant full, Instant tail) {}

  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_SENDERS;
        }
      };

  /// Takes what a text costs. Empty when it may leave now; else when to ask again.
  ///
  /// @param sender the account and number it leaves from
  /// @param perSecond segments that the sender may send
  /// @param waited whether it was given a time before: then texts that came later do not overtake
  ///   it
  synchronized Optional<Instant> take(
      String sender, int segments, double perSecond, Instant now, boolean waited) {
    Bucket bucket = buckets.getOrDefault(sender, new Bucket(now, now));
    Duration cost = seconds(segments / perSecond);
    Duration burst = seconds(Math.max(BURST_SEGMENTS, segments) / perSecond).minus(cost);
    Instant free = bucket.full().minus(burst);
    boolean others = bucket.tail().isAfter(now) && !waited;
    if (!others && !free.minus(SLACK).isAfter(now)) {
      Instant from = bucket.full().isAfter(now) ? bucket.full() : now;
      buckets.put(sender, new Bucket(from.plus(cost), bucket.tail()));
      return Optional.empty();
    }
    Instant given = bucket.tail().isAfter(free) ? bucket.tail() : free;
    buckets.put(sender, new Bucket(bucket.full(), given.plus(cost)));
    return Optional.of(given);
  }

  /// Gives back what a text took that did not leave after all.
  synchronized void giveBack(String sender, int segments, double perSecond) {
    Duration cost = seconds(segments / perSecond);
    buckets.computeIfPresent(
        sender, (_, bucket) -> new Bucket(bucket.full().minus(cost), bucket.tail()));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
