package dev.tandem.messaging.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The bounds of what is scheduled.
public final class ScheduleLimits {
  /// A text is scheduled at least this far ahead; sooner is sent now.
  public static final Duration SOONEST = Duration.ofMinutes(1);

  /// And at most this far.
  public static final Duration LATEST = Duration.ofDays(366);

  /// Texts that wait in a conversation.
  public static final int A_CONVERSATION = 20;

  /// Texts that wait in a workspace.
  public static final int A_WORKSPACE = 5_000;

  /// How late a text still leaves by itself, when nothing was at work at its time.
  public static final Duration LATE = Duration.ofMinutes(30);

  /// The same of a text that leaves unless they reply: what was not at work heard no reply either,
  /// and carriers bring what they kept within minutes.
  public static final Duration LATE_UNLESS_REPLY = Duration.ofMinutes(2);

  private ScheduleLimits() {}

  /// What is wrong with a time to come, said to who chose it.
  public static Optional<String> refusal(Instant at, Instant now) {
    if (at.isBefore(now.plus(SOONEST))) {
      return Optional.of("must be at least a minute from now");
    }
    return at.isAfter(now.plus(LATEST)) ? Optional.of("must be within a year") : Optional.empty();
  }
}
