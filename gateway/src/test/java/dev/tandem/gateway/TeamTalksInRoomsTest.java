package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.RunningGateway.Someone;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: over HTTP members make channels and direct rooms, join, speak, read and leave; what is not
/// theirs to see is not there, and what cannot be done says what to do. Method: a whole gateway,
/// three members with keys of their own.
final class TeamTalksInRoomsTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;
  private static Someone ben;
  private static Someone cleo;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
    ben = gateway.someone(gateway.demo().workspace(), "b@demo.invalid", Role.MEMBER);
    cleo = gateway.someone(gateway.demo().workspace(), "c@demo.invalid", Role.MEMBER);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> ask(String method, String path, String key, JsonObject body)
      throws Exception {
    return gateway.call(method, path, key, body);
  }

  private static JsonObject ok(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject channel(String name, boolean open, Someone... others) {
    return new JsonObject()
        .put("kind", "channel")
        .put("name", name)
        .put("open", open)
        .put("member_ids", ids(others));
  }

  private static JsonArray ids(Someone... members) {
    JsonArray ids = new JsonArray();
    List.of(members).forEach(one -> ids.add(one.member().id().toString()));
    return ids;
  }

  private static JsonObject words(String text) {
    return new JsonObject().put("text", text);
  }

  private static final JsonObject NOTHING = new JsonObject();

  @Test
  void anOpenChannelIsReadByAllAndSpokenInByWhoJoined() throws Exception {
    JsonObject room = ok(201, ask("POST", "/rooms", ada, channel("lunch", true)));
    String path = "/rooms/" + room.getString("id");
    assertTrue(room.getBoolean("joined"));
    assertEquals(422, ask("POST", "/rooms", ben.apiKey(), channel("Lunch", true)).statusCode());

    ok(201, ask("POST", path + "/posts", ada, words("who comes along?")));
    assertFalse(ok(200, ask("GET", path, ben.apiKey(), NOTHING)).getBoolean("joined"));
    assertEquals(409, ask("POST", path + "/posts", ben.apiKey(), words("me")).statusCode());
    assertEquals(
        0, ok(200, ask("POST", path + "/join", ben.apiKey(), NOTHING)).getInteger("unread"));
    JsonObject post = ok(201, ask("POST", path + "/posts", ben.apiKey(), words("me")));
    assertEquals(2, post.getInteger("seq"));
    assertEquals(1, ok(200, ask("GET", path, ada, NOTHING)).getInteger("unread"));
    JsonObject read = new JsonObject().put("through_seq", 2);
    assertEquals(0, ok(200, ask("POST", path + "/read", ada, read)).getInteger("unread"));

    String said = "/posts/" + post.getString("id");
    assertEquals(403, ask("PATCH", said, ada, words("not me")).statusCode());
    assertEquals(403, ask("DELETE", said, ada, NOTHING).statusCode());
    assertEquals(
        "me too", ok(200, ask("PATCH", said, ben.apiKey(), words("me too"))).getString("text"));
    assertTrue(ok(200, ask("DELETE", said, ben.apiKey(), NOTHING)).getBoolean("deleted"));
    assertEquals(409, ask("PATCH", said, ben.apiKey(), words("me again")).statusCode());
    JsonArray posts =
        ok(200, ask("GET", path + "/posts?limit=1", cleo.apiKey(), NOTHING)).getJsonArray("data");
    assertEquals(1, posts.size());
    ok(200, ask("POST", path + "/leave", ben.apiKey(), NOTHING));
    assertEquals(1, ok(200, ask("GET", path, ada, NOTHING)).getJsonArray("member_ids").size());
    assertEquals(
        "noon",
        ok(200, ask("PATCH", path, ada, new JsonObject().put("name", "noon"))).getString("name"));
  }

  @Test
  void aClosedChannelIsNotThereForOthers() throws Exception {
    JsonObject room = ok(201, ask("POST", "/rooms", ada, channel("plans", false, ben)));
    String path = "/rooms/" + room.getString("id");
    JsonObject post =
        ok(201, ask("POST", path + "/posts", ben.apiKey(), words("the marmalade plan")));
    for (String below : List.of("", "/posts")) {
      assertEquals(404, ask("GET", path + below, cleo.apiKey(), NOTHING).statusCode());
    }
    for (String below : List.of("/join", "/leave", "/read", "/members", "/posts")) {
      assertEquals(404, ask("POST", path + below, cleo.apiKey(), NOTHING).statusCode(), below);
    }
    String said = "/posts/" + post.getString("id");
    assertEquals(404, ask("GET", said, cleo.apiKey(), NOTHING).statusCode());
    assertEquals(404, ask("DELETE", said, cleo.apiKey(), NOTHING).statusCode());
    assertFalse(ask("GET", "/rooms", cleo.apiKey(), NOTHING).body().contains(room.getString("id")));
    assertEquals(0, found(cleo.apiKey()));
    assertEquals(1, found(ada));

    JsonObject let = new JsonObject().put("member_ids", ids(cleo));
    ok(200, ask("POST", path + "/members", ben.apiKey(), let));
    assertEquals(1, found(cleo.apiKey()));
    ok(200, ask("POST", path + "/leave", cleo.apiKey(), NOTHING));
    assertEquals(404, ask("GET", path, cleo.apiKey(), NOTHING).statusCode());
    ok(200, ask("POST", path + "/leave", ben.apiKey(), NOTHING));
    assertEquals(409, ask("POST", path + "/leave", ada, NOTHING).statusCode(), "the last one");
  }

  private static int found(String key) throws Exception {
    return ok(200, ask("GET", "/search?q=marmal&kind=post", key, NOTHING))
        .getJsonArray("data")
        .size();
  }

  @Test
  void aDirectRoomIsOneWhoeverBeginsIt() throws Exception {
    JsonObject withBen = new JsonObject().put("kind", "direct").put("member_ids", ids(ben));
    String id = ok(201, ask("POST", "/rooms", ada, withBen)).getString("id");
    assertEquals(id, ok(201, ask("POST", "/rooms", ada, withBen)).getString("id"));
    String adas = gateway.demo().people().getFirst().member().id().toString();
    JsonObject withAda =
        new JsonObject().put("kind", "direct").put("member_ids", new JsonArray().add(adas));
    assertEquals(id, ok(201, ask("POST", "/rooms", ben.apiKey(), withAda)).getString("id"));
    assertEquals(404, ask("GET", "/rooms/" + id, cleo.apiKey(), NOTHING).statusCode());
    String path = "/rooms/" + id;
    assertEquals(409, ask("POST", path + "/leave", ada, NOTHING).statusCode());
    JsonObject let = new JsonObject().put("member_ids", ids(cleo));
    assertEquals(409, ask("POST", path + "/members", ada, let).statusCode());
    assertEquals(409, ask("PATCH", path, ada, new JsonObject().put("name", "secret")).statusCode());
  }

  @Test
  void whatCannotBeTakenIsRefused() throws Exception {
    JsonArray nine = new JsonArray();
    IntStream.range(0, 9).forEach(i -> nine.add("00000000-0000-7000-8000-00000000000" + i));
    for (JsonObject bad :
        List.of(
            NOTHING,
            new JsonObject().put("kind", "party"),
            new JsonObject().put("kind", "channel"),
            channel("x".repeat(61), true),
            new JsonObject().put("kind", "direct"),
            new JsonObject().put("kind", "direct").put("name", "named"),
            new JsonObject().put("kind", "direct").put("member_ids", nine),
            new JsonObject()
                .put("kind", "direct")
                .put("member_ids", new JsonArray().add("not an id")),
            channel("odd", true).put("member_ids", new JsonArray().add(nine.getString(0))))) {
      assertEquals(422, ask("POST", "/rooms", ada, bad).statusCode(), bad.encode());
    }
    JsonObject room = ok(201, ask("POST", "/rooms", ada, channel("limits", true)));
    String path = "/rooms/" + room.getString("id") + "/posts";
    for (String bad : List.of("", "  ", "x".repeat(8_001))) {
      assertEquals(422, ask("POST", path, ada, words(bad)).statusCode());
    }
    assertEquals(201, ask("POST", path, ada, words("x".repeat(8_000))).statusCode());
  }
}
