package dev.tandem.messaging.send;

import java.time.Duration;
import java.util.List;

/// How patient sending is.
///
/// @param backoffBase first pause after a carrier says "later"; doubles with each attempt
/// @param backoffCap longest such pause
/// @param settleAfter pauses before a carrier is asked whether it has a text: the first, then one
///   after each answer that told nothing; the last repeats
/// @param afterCrash pause before a carrier is asked whether it has a text whose sender died: what
///   was on its way then has arrived by now
/// @param expiry age at which a text is given up
public record DeliveryPolicy(
    Duration backoffBase,
    Duration backoffCap,
    List<Duration> settleAfter,
    Duration afterCrash,
    Duration expiry) {

  /// A text stays worth sending for three days.
  public static final DeliveryPolicy DEFAULT =
      new DeliveryPolicy(
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          List.of(
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              Duration.ofMinutes(1),
              Duration.ofMinutes(2),
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofMinutes(30),
              Duration.ofHours(2)),
          Duration.ofSeconds(25),
          Duration.ofHours(72));

  public DeliveryPolicy {
    settleAfter = List.copyOf(settleAfter);
    if (settleAfter.isEmpty()
        || !backoffBase.isPositive()
        || backoffCap.compareTo(backoffBase) < 0
        || !expiry.isPositive()) {
      throw new IllegalArgumentException("Pauses must be positive, and the cap at least the base");
    }
  }
}
