package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a text that failed for good is listed with its reason, sent once more or let be over HTTP.
///
/// Method: a whole gateway whose sandbox cannot reach a phone.
final class FailedTextIsDecidedOverHttpTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> call(String method, String path) throws Exception {
    return gateway.call(method, path, ada, new JsonObject());
  }

  private static List<JsonObject> listed() throws Exception {
    return new JsonObject(call("GET", "/dead-letters").body())
        .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  private static void waitFor(int count) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (listed().size() != count && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertEquals(count, listed().size());
  }

  @Test
  void itIsListedSentAgainAndLetBe() throws Exception {
    HttpResponse<String> sent =
        gateway.call(
            "POST",
            "/messages",
            ada,
            new JsonObject()
                .put("from", "+12025550190")
                .put("to", new JsonArray().add("+12025550199"))
                .put("text", "are you there?"));
    assertEquals(201, sent.statusCode(), sent.body());
    waitFor(1);
    JsonObject failed = listed().getFirst();
    assertEquals(new JsonObject(sent.body()).getString("id"), failed.getString("id"));
    assertEquals("30003", failed.getJsonObject("error").getString("code"));
    assertTrue(!failed.getJsonObject("error").getString("detail").isBlank());
    HttpResponse<String> again = call("POST", "/dead-letters/" + failed.getString("id") + "/retry");
    assertEquals(200, again.statusCode(), again.body());
    assertEquals("are you there?", new JsonObject(again.body()).getString("text"));
    assertEquals(
        404, call("POST", "/dead-letters/" + failed.getString("id") + "/retry").statusCode());
    waitFor(1);
    String second = listed().getFirst().getString("id");
    assertEquals(new JsonObject(again.body()).getString("id"), second, "it failed again");
    assertEquals(204, call("DELETE", "/dead-letters/" + second).statusCode());
    assertEquals(404, call("DELETE", "/dead-letters/" + second).statusCode());
    assertEquals(List.of(), listed());
  }
}
