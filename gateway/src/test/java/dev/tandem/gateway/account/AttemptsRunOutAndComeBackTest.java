package dev.tandem.gateway.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: guessing is slowed by key, the pause that is told is the true one, and a flood of keys
/// takes no memory. Method: a clock of the test's own.
final class AttemptsRunOutAndComeBackTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private final Attempts attempts = new Attempts(5, Duration.ofMinutes(10));

  private void take(String key, int times, Instant at) {
    for (int i = 0; i < times; i++) {
      assertEquals(Optional.empty(), attempts.take(key, at));
    }
  }

  @Test
  void afterTheLastOneIsAPauseAndThenOneMore() {
    take("ada", 5, NOW);
    Duration pause = attempts.take("ada", NOW).orElseThrow();
    assertEquals(Duration.ofMinutes(2), pause);
    assertTrue(attempts.take("ada", NOW.plus(pause).minusMillis(2)).isPresent());
    take("ada", 1, NOW.plus(pause));
    assertTrue(attempts.take("ada", NOW.plus(pause)).isPresent(), "one, and no more");
  }

  @Test
  void aPauseIsNotMadeLongerByTryingOn() {
    take("ada", 5, NOW);
    for (int i = 0; i < 100; i++) {
      assertEquals(Optional.of(Duration.ofMinutes(2)), attempts.take("ada", NOW));
    }
  }

  @Test
  void neverMoreThanAllowedHoweverLongNobodyTried() {
    take("ada", 1, NOW);
    Instant later = NOW.plus(Duration.ofDays(30));
    take("ada", 5, later);
    assertTrue(attempts.take("ada", later).isPresent());
  }

  @Test
  void aClockThatGoesBackGivesNothing() {
    take("ada", 5, NOW);
    assertTrue(attempts.take("ada", NOW.minus(Duration.ofDays(1))).isPresent());
  }

  @Test
  void othersAreNotSlowedAndSuccessForgets() {
    take("ada", 5, NOW);
    take("ben", 5, NOW);
    attempts.forget("ada");
    take("ada", 5, NOW);
    assertTrue(attempts.take("ben", NOW).isPresent());
  }

  @Test
  void aFloodOfKeysForgetsTheLongestUnused() {
    take("first", 5, NOW);
    for (int i = 0; i < 20_000; i++) {
      take("flood-" + i, 1, NOW);
    }
    take("first", 1, NOW);
    assertEquals(Optional.empty(), attempts.take("flood-19999", NOW));
  }
}
