package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a broadcast is looked at ahead, begun once however often it is asked for, told receiver by
/// receiver, paused and canceled over HTTP; what is wrong is told by field.
///
/// Method: a whole gateway with its sandbox, whose people are told whatever hour it is.
final class BroadcastGoesOutOverHttpTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
    boolean _ =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> {
                  QuietTimes never = new QuietTimes(false, LocalTime.of(21, 0), LocalTime.of(8, 0));
                  new Workspaces().keepQuiet(tx, never);
                  return true;
                });
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject draft(List<String> to, int perMinute) {
    return new JsonObject()
        .put("name", "Hours")
        .put("from", "+12025550190")
        .put("to", new JsonArray(to))
        .put("text", "Hi {{contact.first_name|there}}, we open at ten.")
        .put("per_minute", perMinute);
  }

  private static List<String> people(int count) {
    return IntStream.range(0, count).mapToObj("+1212555%04d"::formatted).toList();
  }

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, ada, body);
  }

  private static JsonObject done(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject read(String path) throws Exception {
    return done(200, call("GET", path, new JsonObject()));
  }

  private static HttpResponse<String> post(JsonObject body, String key) throws Exception {
    return gateway.send(
        gateway
            .request("/api/v1/broadcasts")
            .header("authorization", "Bearer " + ada)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  @Test
  void itIsLookedAtBegunOnceAndTold() throws Exception {
    List<String> to = List.of("+12025550151", "+12025550152", "+1 202 555 0151");
    JsonObject ahead = done(200, call("POST", "/broadcasts/preview", draft(to, 600)));
    assertEquals(
        new JsonObject()
            .put("receivers", 2)
            .put("segments", 2)
            .put("named_twice", 1)
            .put("unwelcome", 0)
            .put("seconds", ahead.getInteger("seconds")),
        ahead);
    String key = UUID.randomUUID().toString();
    JsonObject begun = done(201, post(draft(to, 600), key));
    String id = begun.getString("id");
    assertEquals("running", begun.getString("state"));
    assertEquals(id, done(201, post(draft(to, 600), key)).getString("id"));
    assertEquals(409, post(draft(to, 60), key).statusCode());
    String path = "/broadcasts/" + id;
    awaitDelivered(path, 2);
    assertEquals("done", read(path).getString("state"));
    JsonObject first = read(path + "/receivers?limit=1");
    JsonObject second = read(path + "/receivers?limit=1&cursor=" + first.getString("next_cursor"));
    List<JsonObject> receivers =
        List.of(
            first.getJsonArray("data").getJsonObject(0),
            second.getJsonArray("data").getJsonObject(0));
    assertEquals(
        List.of("+12025550151", "+12025550152"),
        receivers.stream().map(it -> it.getString("to")).toList());
    assertNotEquals(
        receivers.get(0).getString("conversation_id"),
        receivers.get(1).getString("conversation_id"));
    assertEquals(
        "Hi there, we open at ten.",
        read("/messages/" + receivers.get(0).getString("message_id")).getString("text"));
    assertTrue(
        read("/broadcasts").getJsonArray("data").stream()
            .anyMatch(it -> ((JsonObject) it).getString("id").equals(id)));
    assertEquals(409, call("POST", path + "/pause", new JsonObject()).statusCode(), "it is over");
  }

  @Test
  void itIsPausedAndCanceled() throws Exception {
    JsonObject begun = done(201, call("POST", "/broadcasts", draft(people(1_000), 1)));
    assertEquals(1_000, begun.getInteger("receivers"));
    String path = "/broadcasts/" + begun.getString("id");
    for (String deed : List.of("pause", "pause", "resume", "cancel")) {
      String expected =
          switch (deed) {
            case "pause" -> "paused";
            case "resume" -> "running";
            default -> "canceled";
          };
      assertEquals(
          expected,
          done(200, call("POST", path + "/" + deed, new JsonObject())).getString("state"));
    }
    JsonObject progress = read(path).getJsonObject("progress");
    assertEquals(0, progress.getInteger("waiting"), progress.encode());
    assertTrue(progress.getInteger("canceled") > 900, progress.encode());
    assertEquals(409, call("POST", path + "/resume", new JsonObject()).statusCode());
  }

  @Test
  void itIsScheduledGivenAnotherTimeAndBegunBefore() throws Exception {
    Instant tomorrow = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
    JsonObject made =
        done(
            201,
            call(
                "POST",
                "/broadcasts",
                draft(List.of("+12025550153"), 60).put("begins_at", tomorrow.toString())));
    assertEquals("scheduled", made.getString("state"));
    assertEquals(tomorrow.toString(), made.getString("begins_at"));
    String path = "/broadcasts/" + made.getString("id");
    Instant later = tomorrow.plus(Duration.ofDays(1));
    JsonObject changed = done(200, call("PATCH", path, at(later.toString())));
    assertEquals(later.toString(), changed.getString("begins_at"));
    for (String wrong : List.of("tomorrow", Instant.now().toString(), "2126-01-01T00:00:00Z")) {
      assertEquals(List.of("begins_at"), faults(call("PATCH", path, at(wrong))), wrong);
    }
    assertEquals(List.of("begins_at"), faults(call("PATCH", path, new JsonObject())));
    assertEquals(later.toString(), read(path).getString("begins_at"));
    JsonObject begun = done(200, call("POST", path + "/resume", new JsonObject()));
    assertEquals("running", begun.getString("state"));
    assertNull(begun.getString("begins_at"));
    awaitDelivered(path, 1);
    assertEquals(409, call("PATCH", path, at(later.toString())).statusCode(), "it is over");

    JsonObject running = done(201, call("POST", "/broadcasts", draft(people(100), 1)));
    String under = "/broadcasts/" + running.getString("id");
    assertEquals(409, call("PATCH", under, at(later.toString())).statusCode(), "it is under way");
    JsonObject canceled = done(200, call("POST", under + "/cancel", new JsonObject()));
    assertEquals("canceled", canceled.getString("state"));
  }

  private static JsonObject at(String time) {
    return new JsonObject().put("begins_at", time);
  }

  private static void awaitDelivered(String path, int people) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    while (read(path).getJsonObject("progress").getInteger("delivered") < people) {
      assertTrue(Instant.now().isBefore(end), read(path).encode());
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void whatIsWrongIsToldByField() throws Exception {
    assertEquals(List.of("to"), faults(draft(people(1_001), 60)));
    assertEquals(List.of("to"), faults(draft(List.of(), 60)));
    assertEquals(List.of("to[1]"), faults(draft(List.of("+12025550151", "911"), 60)));
    assertEquals(List.of("per_minute"), faults(draft(people(1), 601)));
    assertEquals(List.of("from"), faults(draft(people(1), 60).put("from", "+12025550000")));
    assertEquals(List.of("text"), faults(draft(people(1), 60).put("text", "{{who.knows}}")));
    assertEquals(List.of("text"), faults(draft(people(1), 60).put("text", " ")));
    assertEquals(List.of("to[0]"), faults(draft(people(1), 60).put("text", "{{contact.name}}")));
    assertEquals(List.of("name"), faults(draft(people(1), 60).put("name", "x".repeat(61))));
    assertEquals(List.of("begins_at"), faults(draft(people(1), 60).put("begins_at", "soon")));
  }

  private static List<String> faults(JsonObject draft) throws Exception {
    return faults(call("POST", "/broadcasts", draft));
  }

  private static List<String> faults(HttpResponse<String> answer) {
    return done(422, answer).getJsonArray("errors").stream()
        .map(it -> ((JsonObject) it).getString("field"))
        .toList();
  }
}
