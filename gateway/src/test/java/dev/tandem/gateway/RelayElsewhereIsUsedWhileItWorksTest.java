package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a gateway names the best relays that work, notices by real allocations when one does not,
/// and a device that is signed out loses what it holds at each of them within 5 s, also at one that
/// starts anew, while another device goes on.
///
/// Method: two relays and a third that has another secret; a gateway over real sockets; relays are
/// stopped, drained and started again.
final class RelayElsewhereIsUsedWhileItWorksTest {
  private static final int UNAUTHENTICATED = 401;

  private static final Duration WITHIN = Duration.ofSeconds(5);

  /// A relay gives strangers ten refusals a second.
  private static final long LOOK_AGAIN_MILLIS = 300;

  @Test
  void theBestOnesThatWorkAreNamed(@TempDir Path data) throws Exception {
    try (RelayAlone near = RelayAlone.start(Map.of());
        RelayAlone far = RelayAlone.start(Map.of());
        RelayAlone foreign = RelayAlone.start(Map.of("TANDEM_RELAY_SECRET", "x".repeat(40)));
        RunningGateway gateway =
            new RunningGateway(
                data,
                Map.of(
                    "TANDEM_RELAY_SECRET",
                    RelayAlone.SECRET,
                    "TANDEM_RELAYS",
                    String.join(
                        ",",
                        foreign.place("&priority=1"),
                        far.place("&priority=3&region=far"),
                        near.place("&priority=2"))))) {
      UUID member = gateway.demo().people().getFirst().member().id();
      String session = gateway.session(gateway.demo().workspace(), member, false);
      JsonArray both = urls(gateway, session);
      assertEquals(udp(near), both.getString(0));
      assertEquals(udp(far), both.getString(2));
      assertEquals(4, both.size(), "the one with another secret is not named");
      String ready = gateway.send(gateway.request("/health/ready").build()).body();
      assertTrue(ready.contains("does not know the secret"), ready);

      near.process().drain();
      await(() -> urls(gateway, session).equals(new JsonArray().add(udp(far)).add(tcp(far))));
      try (RelayClient client = new RelayClient(credentials(gateway, session))) {
        assertEquals(0, client.allocate(), "new calls are taken by the other one");
      }
      near.restart();
      await(() -> urls(gateway, session).equals(both));

      near.stop();
      far.stop();
      await(() -> gateway.send(gateway.request("/health/ready").build()).statusCode() == 503);
      assertEquals(6, urls(gateway, session).size(), "what a gateway cannot reach, a browser may");
    }
  }

  @Test
  void whoIsSignedOutLosesItEverywhere(@TempDir Path data) throws Exception {
    try (RelayAlone first = RelayAlone.start(Map.of());
        RelayAlone second = RelayAlone.start(Map.of());
        RunningGateway gateway =
            new RunningGateway(
                data,
                Map.of(
                    "TANDEM_RELAY_SECRET",
                    RelayAlone.SECRET,
                    "TANDEM_RELAYS",
                    first.place("&priority=1") + "," + second.place("&priority=2")))) {
      UUID member = gateway.demo().people().getFirst().member().id();
      String lost = gateway.session(gateway.demo().workspace(), member, false);
      String kept = gateway.session(gateway.demo().workspace(), member, false);
      JsonObject credentials = credentials(gateway, lost);
      try (RelayClient atFirst = new RelayClient(credentials);
          RelayClient atSecond = new RelayClient(credentials, udp(second));
          RelayClient other = new RelayClient(credentials(gateway, kept))) {
        assertEquals(0, atFirst.allocate());
        assertEquals(0, atSecond.allocate());
        assertEquals(0, other.allocate());

        assertEquals(
            204,
            gateway.browser("DELETE", "/sessions/current", lost, new JsonObject()).statusCode());
        for (RelayClient client : new RelayClient[] {atFirst, atSecond}) {
          assertEquals(UNAUTHENTICATED, client.refreshUntilRefused(WITHIN));
        }
        assertEquals(0, other.refresh());

        first.restart();
        await(() -> attempt(credentials) == UNAUTHENTICATED);
      }
    }
  }

  private static int attempt(JsonObject credentials) throws Exception {
    try (RelayClient client = new RelayClient(credentials)) {
      return client.allocate();
    }
  }

  private interface Question {
    boolean ask() throws Exception;
  }

  /// Asks until it is so; a gateway looks at its relays every two seconds.
  private static void await(Question question) throws Exception {
    Instant began = Instant.now();
    while (!question.ask()) {
      assertTrue(
          Duration.between(began, Instant.now()).toSeconds() < 30, "it did not become so in 30 s");
      boolean _ = new Semaphore(0).tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static String udp(RelayAlone relay) {
    return "turn:127.0.0.1:" + relay.port() + "?transport=udp";
  }

  private static String tcp(RelayAlone relay) {
    return "turn:127.0.0.1:" + relay.port() + "?transport=tcp";
  }

  private static JsonArray urls(RunningGateway gateway, String session) throws Exception {
    return credentials(gateway, session).getJsonArray("urls");
  }

  private static JsonObject credentials(RunningGateway gateway, String session) throws Exception {
    return new JsonObject(
        gateway.browser("GET", "/relay-credentials", session, new JsonObject()).body());
  }
}
