package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a relay that is asked to stop finishes its calls and is left out of new ones, which find
/// the other relay; once it is back it is used again. A second request ends it at once.
///
/// Method: two relay processes and a gateway; calls of programs before, during and after the first
/// relay is drained by SIGTERM and started again.
final class RelayIsDrainedAndRestartedIT {
  @Test
  void callsBeforeDuringAndAfterAreWhole(@TempDir Path directory) throws Exception {
    try (RelayServer other = RelayServer.start(directory.resolve("other"), Map.of());
        RelayServer drained =
            RelayServer.start(
                directory.resolve("drained"),
                Map.of("TANDEM_RELAY_DRAIN_TO", "127.0.0.1:" + other.port()));
        Demo demo = Demo.start(directory, RelayServer.usedBy(drained, other));
        ProgramCall before = ProgramCall.begin(demo, 0)) {
      assertEquals(2, drained.metric("tandem_relay_allocations "));
      drained.ask();
      awaitFirst(before.caller(), other);
      assertEquals(503, drained.get("/health/ready").statusCode());
      try (ProgramCall during = ProgramCall.begin(demo, 1)) {
        assertEquals(2, other.metric("tandem_relay_allocations "));
        long heard = before.heard();
        await(() -> before.heard() - heard > 100 && during.heard() > 100);
        assertTrue(drained.runs(), "it waits for its call");
        assertEquals(0, before.lost() + during.lost());
        before.hangUp(true);
        during.hangUp(false);
      }
      // An allocation whose client fell silent lives for its ten minutes; a second request does not
      // wait for it.
      drained.ask();
      assertEquals(0, drained.ended(Duration.ofSeconds(10)));

      drained.restart();
      awaitFirst(before.caller(), drained);
      try (ProgramCall after = ProgramCall.begin(demo, 2)) {
        await(() -> after.heard() > 100);
        assertEquals(2, drained.metric("tandem_relay_allocations "));
        assertEquals(0, after.lost());
        after.hangUp(true);
      }
    }
  }

  /// A gateway looks at its relays every two seconds.
  private static void awaitFirst(Program program, RelayServer relay) throws Exception {
    await(
        () -> {
          JsonObject credentials = program.relayCredentials();
          return credentials.getJsonArray("urls").getString(0).contains(":" + relay.port() + "?");
        });
  }

  private interface Question {
    boolean ask() throws Exception;
  }

  private static void await(Question question) throws Exception {
    for (int tries = 0; !question.ask(); tries++) {
      assertTrue(tries < 300, "it did not become so in 30 s");
      boolean _ = new Semaphore(0).tryAcquire(100, TimeUnit.MILLISECONDS);
    }
  }
}
