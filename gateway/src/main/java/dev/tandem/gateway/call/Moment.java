package dev.tandem.gateway.call;

import java.time.Duration;

/// A point on the monotonic clock, in nanoseconds. Deadlines are kept in it; what is stored or
/// shown is an `Instant`, which jumps when an operator sets the clock.
public record Moment(long nanos) implements Comparable<Moment> {

  /// The moment `span` later.
  public Moment plus(Duration span) {
    return new Moment(nanos + span.toNanos());
  }

  /// How long ago `earlier` was, seen from this moment.
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /// Whether this moment has come at `now`.
  public boolean isDue(Moment now) {
    return compareTo(now) <= 0;
  }

  /// The earlier of both.
  public static Moment earlier(Moment a, Moment b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /// By difference: monotonic clocks may start anywhere, even right before their overflow.
  @Override
  public int compareTo(Moment other) {
    return Long.signum(nanos - other.nanos);
  }
}
