package dev.tandem.gateway.account;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts attempts by key and says when the next one is allowed: a bucket of `allowed` attempts
/// that refills over `window`. It remembers a bounded number of keys and forgets the longest
/// unused.
///
/// Safe for use by many threads.
public final class Attempts {
  private static final int MAX_KEYS = 20_000;

  private record Bucket(double left, Instant at) {}

  private final int allowed;
  private final Duration window;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_KEYS;
        }
      };

  public Attempts(int allowed, Duration window) {
    this.allowed = allowed;
    this.window = window;
  }

  /// Takes one attempt of `key`; when none is left, the time until there is one.
  public synchronized Optional<Duration> take(String key, Instant now) {
    double left = left(key, now);
    if (left < 1) {
      return Optional.of(until(left));
    }
    buckets.put(key, new Bucket(left - 1, now));
    return Optional.empty();
  }

  /// The time until an attempt of `key` is left; empty when one is. Takes none.
  public synchronized Optional<Duration> pause(String key, Instant now) {
    double left = left(key, now);
    return left < 1 ? Optional.of(until(left)) : Optional.empty();
  }

  /// Forgets the attempts of `key`: one of them succeeded.
  public synchronized void forget(String key) {
    buckets.remove(key);
  }

  private Duration until(double left) {
    double share = (1 - left) / allowed;
    return Duration.ofMillis((long) Math.ceil(share * window.toMillis()));
  }

  private double left(String key, Instant now) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return allowed;
    }
    double elapsed = Duration.between(bucket.at(), now).toMillis() / (double) window.toMillis();
    return Math.min(allowed, bucket.left() + Math.max(0, elapsed) * allowed);
  }
}
