package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a device that is signed out loses what it holds of the relay within 5 s, and its
/// credentials open nothing more; another device of the same member goes on.
///
/// Method: two sessions of a member, an allocation each over a real socket; one signs out.
final class RevokedDeviceLosesTheRelayTest {
  private static final int UNAUTHENTICATED = 401;
  private static final Duration WITHIN = Duration.ofSeconds(5);

  @Test
  void onlyTheDeviceThatIsSignedOutLosesIt(@TempDir Path data) throws Exception {
    try (RunningGateway gateway = new RunningGateway(data)) {
      UUID member = gateway.demo().people().getFirst().member().id();
      String lost = gateway.session(gateway.demo().workspace(), member, false);
      String kept = gateway.session(gateway.demo().workspace(), member, false);
      JsonObject credentials = credentials(gateway, lost);
      try (RelayClient mine = new RelayClient(credentials);
          RelayClient other = new RelayClient(credentials(gateway, kept));
          RelayClient again = new RelayClient(credentials)) {
        assertEquals(0, mine.allocate());
        assertEquals(0, other.allocate());
        assertEquals(0, mine.refresh());

        assertEquals(
            204,
            gateway.browser("DELETE", "/sessions/current", lost, new JsonObject()).statusCode());
        assertEquals(
            UNAUTHENTICATED,
            mine.refreshUntilRefused(WITHIN),
            "the credential is refused as a stranger's");
        assertEquals(UNAUTHENTICATED, again.allocate());
        assertEquals(0, other.refresh());
      }
    }
  }

  private static JsonObject credentials(RunningGateway gateway, String session) throws Exception {
    return new JsonObject(
        gateway.browser("GET", "/relay-credentials", session, new JsonObject()).body());
  }
}
