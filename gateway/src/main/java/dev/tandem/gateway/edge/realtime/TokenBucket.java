package dev.tandem.gateway.edge.realtime;

/// A rate limit: `burst` at once, `perSecond` in the long run. Time is told, in nanoseconds.
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double burst;
  private final double perSecond;
  private double tokens;
  private long last;

  TokenBucket(int burst, int perSecond, long now) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.last = now;
  }

  /// Takes one token, or says that there is none.
  boolean take(long now) {
    tokens = Math.min(burst, tokens + (now - last) / NANOS * perSecond);
    last = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
