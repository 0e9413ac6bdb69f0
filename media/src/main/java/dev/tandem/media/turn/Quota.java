package dev.tandem.media.turn;

/// What one subject, member or workspace holds and relays, against its limits.
final class Quota {

  private static final double NANOS_A_SECOND = 1e9;

  private final int allocations;
  private final int bytesASecond;
  private int held;
  private double budget;
  private long filledAt;

  Quota(int allocations, int bytesASecond, long now) {
    this.allocations = allocations;
    this.bytesASecond = bytesASecond;
    budget = bytesASecond;
    filledAt = now;
  }

  boolean hasRoom(int more) {
    return held + more <= allocations;
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
    budget = Math.min(bytesASecond, budget + (now - filledAt) / NANOS_A_SECOND * bytesASecond);
    filledAt = now;
    return budget >= bytes;
  }

  void spend(int bytes) {
    budget -= bytes;
  }
}
