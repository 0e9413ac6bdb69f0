package dev.tandem.messaging.send;

import java.time.Duration;

/// How the outbox works.
///
/// @param policy how patient sending is
/// @param lease how long a job is ours; a crash delays its texts by that much
/// @param answerTimeout longest that one call to a carrier takes; a lease must hold several
/// @param poll longest pause between looks at the queue; a submit does not wait for it
/// @param turn longest pause of a text for each one of its conversation that has to leave before;
///   the one that leaves calls the next up
/// @param maxInFlight texts in hand at once
/// @param closing longest that closing waits for texts in hand
public record OutboxSettings(
    DeliveryPolicy policy,
    Duration lease,
    Duration answerTimeout,
    Duration poll,
    Duration turn,
    int maxInFlight,
    Duration closing) {

  public static final OutboxSettings DEFAULT =
      new OutboxSettings(
          DeliveryPolicy.DEFAULT,
          Duration.ofSeconds(60),
          Duration.ofSeconds(25),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          64,
          Duration.ofSeconds(5));

  public OutboxSettings {
    if (lease.compareTo(answerTimeout) <= 0 || maxInFlight < 1 || !poll.isPositive()) {
      throw new IllegalArgumentException(
          "A lease must be longer than a carrier's answer may take, and there must be room for a text");
    }
  }
}
