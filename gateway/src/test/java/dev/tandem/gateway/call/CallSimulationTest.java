package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: no order of events breaks a rule of calls. Method: thousands of random worlds, each some
/// minutes of virtual time with cuts, losses and delays, checked by [CallRules] after every single
/// step. A failure prints the seed; `-Dtandem.sim.seed=` replays it alone, `-Dtandem.sim.runs=`
/// makes more.
final class CallSimulationTest {
  private static final int RUNS = Integer.getInteger("tandem.sim.runs", 2_000);

  @Test
  void everyRunKeepsTheRules() {
    Long fixed = Long.getLong("tandem.sim.seed");
    long base = fixed == null ? new Random().nextLong() : fixed;
    System.out.println("call simulation: seed " + base + ", runs " + RUNS);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    int runs = fixed == null ? RUNS : 1;
    for (int run = 0; run < runs; run++) {
      run(base + run).forEach((outcome, count) -> outcomes.merge(outcome, count, Integer::sum));
    }
    System.out.println("call simulation: outcomes " + outcomes);
    assertTrue(fixed != null || outcomes.size() == Outcome.values().length, "all outcomes are met");
  }

  private static Map<Outcome, Integer> run(long seed) {
    CallRules rules = new CallRules();
    try {
      CallWorld world = new CallWorld(seed, rules);
      world.run(Duration.ofMinutes(4));
      assertEquals(0, world.openCalls(), "the machine drains");
      return rules.outcomes();
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("broken with -Dtandem.sim.seed=" + seed, broken);
    }
  }
}
