package dev.tandem.gateway.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Subjects that were signed out and whose credentials may not have ended by themselves yet: what a
/// relay that starts anew has to be told. Any thread may use it.
final class Revocations {
  private final Map<String, Instant> at = new ConcurrentHashMap<>();
  private final Duration life;
  private final InstantSource clock;

  /// @param life of a credential
  Revocations(Duration life, InstantSource clock) {
    this.life = life;
    this.clock = clock;
  }

  void add(String subject, Instant revokedAt) {
    at.put(subject, revokedAt);
  }

  /// Those that still count; the others are forgotten.
  List<String> standing() {
    Instant old = clock.instant().minus(life);
    List<String> standing = new ArrayList<>();
    Iterator<Map.Entry<String, Instant>> all = at.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Instant> each = all.next();
      if (each.getValue().isBefore(old)) {
        all.remove();
      } else {
        standing.add(each.getKey());
      }
    }
    return standing;
  }
}
