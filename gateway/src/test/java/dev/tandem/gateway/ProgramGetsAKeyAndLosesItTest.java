package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member makes a key for a program, is told it once, and can take it away.
///
/// Method: over HTTP, as a browser makes the key and a program uses it; then what the list says, a
/// revocation, another member's hands on it, and more keys than one may have.
final class ProgramGetsAKeyAndLosesItTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada =
        gateway.session(
            gateway.demo().workspace(), gateway.demo().people().getFirst().member().id(), false);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject make(String name) throws Exception {
    HttpResponse<String> answer =
        gateway.browser("POST", "/api-keys", ada, new JsonObject().put("name", name));
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static int me(String key) throws Exception {
    return gateway.call("GET", "/me", key, new JsonObject()).statusCode();
  }

  @Test
  void aKeyWorksUntilItIsRevoked() throws Exception {
    JsonObject made = make("Reports");
    String key = made.getString("key");
    assertEquals(200, me(key));
    String list = gateway.browser("GET", "/api-keys", ada, new JsonObject()).body();
    assertTrue(list.contains("Reports"));
    assertFalse(list.contains(key), "a key is told once");
    String path = "/api-keys/" + made.getString("id");
    assertEquals(204, gateway.browser("DELETE", path, ada, new JsonObject()).statusCode());
    assertEquals(401, me(key));
    assertEquals(404, gateway.browser("DELETE", path, ada, new JsonObject()).statusCode());
  }

  @Test
  void aColleaguesKeyIsNotMineToTakeAway() throws Exception {
    JsonObject made = make("Backup");
    RunningGateway.Someone colleague =
        gateway.someone(gateway.demo().workspace(), "colleague@demo.invalid", Role.ADMIN);
    String path = "/api-keys/" + made.getString("id");
    assertEquals(
        404, gateway.call("DELETE", path, colleague.apiKey(), new JsonObject()).statusCode());
    assertEquals(200, me(made.getString("key")));
  }

  @Test
  void thereIsAnEndToKeys() throws Exception {
    RunningGateway.Someone collector =
        gateway.someone(gateway.demo().workspace(), "collector@demo.invalid", Role.MEMBER);
    JsonObject body = new JsonObject().put("name", "One more");
    int status = 201;
    for (int made = 0; status == 201 && made < 100; made++) {
      status = gateway.call("POST", "/api-keys", collector.apiKey(), body).statusCode();
    }
    assertEquals(409, status);
    String list = gateway.call("GET", "/api-keys", collector.apiKey(), new JsonObject()).body();
    assertEquals(20, new JsonObject(list).getJsonArray("data").size());
  }
}
