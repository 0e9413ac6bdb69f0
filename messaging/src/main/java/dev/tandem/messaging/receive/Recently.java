package dev.tandem.messaging.receive;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What was looked up a moment ago, so that of many calls in a second not each asks the store for
/// the same account and number. What was not found is asked for anew each time.
///
/// @param <K> what is looked up
/// @param <V> what was found
final class Recently<K, V> {
  /// For so long a change may stay unseen.
  static final Duration KEPT = Duration.ofSeconds(5);

  /// Values that are kept; then it starts anew.
  private static final int MAX = 1_000;

  private record Found<V>(V value, long nanos) {
    boolean old() {
      return System.nanoTime() - nanos > KEPT.toNanos();
    }
  }

  private final Map<K, Found<V>> kept = new ConcurrentHashMap<>();

  Optional<V> get(K key, Supplier<Optional<V>> lookUp) {
    Found<V> known = kept.get(key);
    if (known != null && !known.old()) {
      return Optional.of(known.value());
    }
    long asked = System.nanoTime();
    Optional<V> found = lookUp.get();
    if (kept.size() >= MAX) {
      kept.clear();
    }
    found.ifPresentOrElse(
        value -> kept.put(key, new Found<>(value, asked)), () -> kept.remove(key));
    return found;
  }
}
