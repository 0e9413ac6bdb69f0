package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: when there is no room left, who writes is told so with a problem of its own, and who reads
/// is answered. Method: the database is told to take no writes, as the reserve of its disk does
/// (the storage module fills a real one), and then to take them again.
@Timeout(120)
final class DiskIsFullIsToldAndReadingGoesOnTest {

  @Test
  void writingIsRefusedUntilThereIsRoom(@TempDir Path data) throws Exception {
    try (RunningGateway running = new RunningGateway(data)) {
      String key = running.demo().people().getFirst().apiKey();
      assertEquals(201, contact(running, key).statusCode());
      takesWrites(data, false);
      HttpResponse<String> refused = awaitStatus(running, key, 507);
      JsonObject problem = new JsonObject(refused.body());
      assertEquals("storage_full", problem.getString("code"));
      assertEquals("application/problem+json", refused.headers().firstValue("content-type").get());
      assertTrue(refused.headers().firstValue("retry-after").isPresent());
      assertEquals(200, running.call("GET", "/contacts", key, new JsonObject()).statusCode());
      assertEquals(200, running.call("GET", "/me", key, new JsonObject()).statusCode());
      takesWrites(data, true);
      var _ = awaitStatus(running, key, 201);
    }
  }

  private static HttpResponse<String> contact(RunningGateway running, String key) throws Exception {
    return running.call(
        "POST",
        "/contacts",
        key,
        new JsonObject().put("name", "Grace").put("numbers", new JsonArray()));
  }

  /// Sessions read their settings anew between two statements.
  private static HttpResponse<String> awaitStatus(RunningGateway running, String key, int status)
      throws Exception {
    while (true) {
      HttpResponse<String> answer = contact(running, key);
      if (answer.statusCode() == status) {
        return answer;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void takesWrites(Path data, boolean writes) throws Exception {
    Path cluster = data.resolve("postgres");
    Files.writeString(
        cluster.resolve("postgresql.auto.conf"),
        writes ? "" : "default_transaction_read_only = on\n");
    String server = Files.readAllLines(cluster.resolve("postmaster.pid")).getFirst().strip();
    assertEquals(0, new ProcessBuilder("kill", "-HUP", server).start().waitFor());
  }
}
