package dev.tandem.media.leg;

import java.time.Duration;

/// What a server will carry.
///
/// @param legs legs open at once; the next one fails
/// @param sdpCharacters length of an offer
/// @param candidates of the other side, a leg; more are dropped
/// @param gathering how long an answer may wait for the leg's own candidates, so that a browser
///   behind a relay sees a path in it at once and does not report a failure first
public record LegLimits(int legs, int sdpCharacters, int candidates, Duration gathering) {
  public LegLimits {
    if (legs < 1 || sdpCharacters < 1_000 || candidates < 1 || gathering.isNegative()) {
      throw new IllegalArgumentException("leg limits must be positive");
    }
  }

  public static LegLimits standard() {
    return new LegLimits(200, 64 * 1024, 64, Duration.ofMillis(1_500));
  }
}
