package dev.tandem.media.turn;

import java.util.List;

/// The bandwidth of one allocation: small advances from the quotas of its owner, so that a packet
/// does not ask what all machines share.
final class Allowance {

  private static final int MOST = 4_096;

  /// An advance is at most what the smallest share relays in this part of a second.
  private static final int PARTS = 1_000;

  private final List<Quota> quotas;
  private final int advance;
  private int left;

  Allowance(List<Quota> quotas) {
    this.quotas = quotas;
    int smallest = Integer.MAX_VALUE;
    for (Quota quota : quotas) {
      smallest = Math.min(smallest, quota.bytesPerSecond());
    }
    advance = Math.min(MOST, smallest / PARTS);
  }

  /// Whether that many bytes may be relayed now; then they are counted.
  boolean affords(long now, int bytes) {
    if (left >= bytes) {
      left -= bytes;
      return true;
    }
    int missing = bytes - left;
    if (missing < advance && Quotas.charge(quotas, now, advance)) {
      left += advance - bytes;
      return true;
    }
    if (Quotas.charge(quotas, now, missing)) {
      left = 0;
      return true;
    }
    return false;
  }
}
