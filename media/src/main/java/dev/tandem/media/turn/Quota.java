package dev.tandem.media.turn;

/// What one subject, member or workspace holds and relays, against its limits.
final class Quota {

  private static final double NANOS_A_SECOND = 1e9;

  private final RelayLimits.Share share;
  private int held;
  private double budget;
  private long filledAt;

  Quota(RelayLimits.Share share, long now) {
    this.share = share;
    budget = share.bytesPerSecond();
    filledAt = now;
  }

  boolean hasRoom(int more) {
    return held + more <= share.allocations();
  }

  void hold() {
    held++;
  }

  /// Answers whether anything is still held.
  boolean release() {
    held--;
    return held > 0;
  }

  /// Whether that many bytes may be relayed now; a second's worth may come at once.
  boolean affords(long now, int bytes) {
    int rate = share.bytesPerSecond();
    budget = Math.min(rate, budget + (now - filledAt) / NANOS_A_SECOND * rate);
    filledAt = now;
    return budget >= bytes;
  }

  void spend(int bytes) {
    budget -= bytes;
  }
}
