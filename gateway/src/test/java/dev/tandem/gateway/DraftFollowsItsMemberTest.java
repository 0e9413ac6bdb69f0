package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a member began to write is there for them wherever they sign in, for nobody else, and
/// goes with the words being said. Method: over HTTP, two members of the demo.
final class DraftFollowsItsMemberTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;
  private static String ben;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().get(0).apiKey();
    ben = gateway.demo().people().get(1).apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject words(String text) {
    return new JsonObject().put("text", text);
  }

  private static JsonObject ok(String method, String path, String key, JsonObject body)
      throws Exception {
    HttpResponse<String> answer = gateway.call(method, path, key, body);
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject text(String words) {
    return new JsonObject()
        .put("from", "+12025550190")
        .put("to", new JsonArray().add("+12025550142"))
        .put("text", words);
  }

  private static JsonArray drafts(String key) throws Exception {
    return ok("GET", "/drafts", key, new JsonObject()).getJsonArray("data");
  }

  @Test
  void theLastWordsCountAndGoWhenTheyAreSaid() throws Exception {
    String thread = ok("POST", "/messages", ada, text("first")).getString("conversation_id");
    String path = "/conversations/" + thread;
    ok("PUT", path + "/draft", ada, words("Dear "));
    ok("PUT", path + "/draft", ada, words("Dear customer, "));
    ok("PUT", path + "/note-draft", ada, words("who takes this"));
    assertEquals(2, drafts(ada).size());
    assertEquals(0, drafts(ben).size(), "another member's are not told");
    assertEquals("Dear customer, ", drafts(ada).getJsonObject(1).getString("text"));

    ok("POST", "/messages", ada, text("Dear customer, it is ready."));
    ok("POST", path + "/notes", ada, words("who takes this?"));
    assertEquals(0, drafts(ada).size(), "what is said is no draft");

    String room =
        ok("POST", "/rooms", ada, new JsonObject().put("kind", "channel").put("name", "drafts"))
            .getString("id");
    ok("PUT", "/rooms/" + room + "/draft", ada, words("so "));
    assertEquals("post", drafts(ada).getJsonObject(0).getString("kind"));
    assertEquals("", ok("PUT", "/rooms/" + room + "/draft", ada, words(" ")).getString("text"));
    assertEquals(0, drafts(ada).size(), "nothing is no draft");
    assertEquals(
        422, gateway.call("PUT", path + "/draft", ada, words("x".repeat(8_001))).statusCode());
    assertEquals(422, gateway.call("PUT", path + "/draft", ada, new JsonObject()).statusCode());
  }
}
