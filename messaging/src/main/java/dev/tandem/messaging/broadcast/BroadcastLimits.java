package dev.tandem.messaging.broadcast;

import java.time.Duration;

/// The bounds of broadcasts.
public final class BroadcastLimits {
  /// Receivers of one.
  public static final int RECEIVERS = 1_000;

  /// Characters of its name.
  public static final int NAME_CHARS = 60;

  /// Texts that it hands in for in a minute.
  public static final int A_MINUTE = 600;

  /// Broadcasts of a workspace that are not over.
  public static final int OPEN = 20;

  /// Texts of a broadcast that stand in the queue at once: what the number sends within this time,
  /// one at least. So long may what a member writes meanwhile stand behind them.
  public static final Duration BEFORE_OTHERS = Duration.ofSeconds(3);

  /// And at most so many, however fast the number sends.
  public static final int QUEUED = 30;

  /// When it looks again while so many stand there.
  static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /// How far behind its pace it may be and make up for it.
  static final Duration CATCH_UP = Duration.ofSeconds(2);

  private BroadcastLimits() {}
}
