package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.schedule.DueTexts;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.seal.Personal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a text is scheduled, read, changed, canceled and sent early over HTTP, and at its time it
/// is a message of its conversation; what cannot be is told by field or code.
///
/// Method: a whole gateway with its sandbox; the clock is not turned, the text's time is.
final class TextIsScheduledOverHttpTest {
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

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
  }

  private static JsonObject draft(String to, String text, Instant at) {
    return new JsonObject()
        .put("from", "+12025550190")
        .put("to", new JsonArray().add(to))
        .put("text", text)
        .put("send_at", at.toString());
  }

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, ada, body);
  }

  private static JsonObject made(JsonObject draft) throws Exception {
    HttpResponse<String> answer = call("POST", "/scheduled-texts", draft);
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject read(String id) throws Exception {
    return new JsonObject(call("GET", "/scheduled-texts/" + id, new JsonObject()).body());
  }

  @Test
  void itIsReadChangedListedAndCanceled() throws Exception {
    Instant at = tomorrow();
    JsonObject made = made(draft("+12025550141", "see you", at).put("unless_reply", true));
    assertEquals("waiting", made.getString("state"));
    assertEquals(at, Instant.parse(made.getString("send_at")));
    String id = made.getString("id");
    String conversation = made.getString("conversation_id");
    assertEquals(made, read(id));
    assertEquals(
        new JsonArray().add("America/New_York"),
        new JsonObject(call("GET", "/conversations/" + conversation, new JsonObject()).body())
            .getJsonArray("time_zones"));
    HttpResponse<String> changed =
        call(
            "PATCH",
            "/scheduled-texts/" + id,
            new JsonObject()
                .put("text", "see you soon")
                .put("send_at", at.plusSeconds(60).toString())
                .put("unless_reply", false));
    assertEquals(200, changed.statusCode(), changed.body());
    JsonObject second = made(draft("+12025550141", "first", at));
    assertEquals(
        List.of("first", "see you soon"),
        texts("/scheduled-texts?conversation_id=" + conversation));
    assertTrue(texts("/scheduled-texts").containsAll(List.of("first", "see you soon")));
    assertEquals(204, call("DELETE", "/scheduled-texts/" + id, new JsonObject()).statusCode());
    assertEquals(404, call("DELETE", "/scheduled-texts/" + id, new JsonObject()).statusCode());
    assertEquals(List.of("first"), texts("/scheduled-texts?conversation_id=" + conversation));
    HttpResponse<String> sent =
        call("POST", "/scheduled-texts/" + second.getString("id") + "/send", new JsonObject());
    assertEquals(200, sent.statusCode(), sent.body());
    assertEquals("first", new JsonObject(sent.body()).getString("text"));
    JsonObject left = read(second.getString("id"));
    assertEquals("sent", left.getString("state"));
    assertEquals(new JsonObject(sent.body()).getString("id"), left.getString("message_id"));
    for (String again : List.of("POST", "DELETE")) {
      String path = "/scheduled-texts/" + second.getString("id");
      assertEquals(
          409,
          call(again, again.equals("POST") ? path + "/send" : path, new JsonObject()).statusCode());
    }
  }

  private static List<String> texts(String path) throws Exception {
    return new JsonObject(call("GET", path, new JsonObject()).body())
        .getJsonArray("data").stream().map(one -> ((JsonObject) one).getString("text")).toList();
  }

  @Test
  void atItsTimeItIsAMessage() throws Exception {
    String id = made(draft("+12025550143", "hello", tomorrow())).getString("id");
    UUID text = UUID.fromString(id);
    UUID member = gateway.demo().people().getFirst().member().id();
    gateway
        .storage()
        .inWorkspace(
            gateway.demo().workspace(),
            tx -> {
              Instant now = tx.now();
              new Jobs(gateway.storage()).enqueue(tx, DueTexts.KIND, text, now);
              return new ScheduledTexts()
                  .change(tx, text, member, Personal.of("hello"), now, false);
            });
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (!read(id).getString("state").equals("sent") && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    JsonObject left = read(id);
    assertEquals("sent", left.getString("state"));
    JsonObject message =
        new JsonObject(
            call("GET", "/messages/" + left.getString("message_id"), new JsonObject()).body());
    assertEquals("hello", message.getString("text"));
    assertEquals(member.toString(), message.getString("author_member_id"));
  }

  @Test
  void aRepeatSchedulesOnce() throws Exception {
    JsonObject draft = draft("+12025550144", "once", tomorrow());
    String first = keyed(draft, "schedule-key-1");
    assertEquals(first, keyed(draft, "schedule-key-1"));
    assertEquals("409", keyed(draft.copy().put("text", "other"), "schedule-key-1"));
  }

  private static String keyed(JsonObject draft, String key) throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/api/v1/scheduled-texts")
                .header("authorization", "Bearer " + ada)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(HttpRequest.BodyPublishers.ofString(draft.encode()))
                .build());
    return answer.statusCode() == 201
        ? new JsonObject(answer.body()).getString("id")
        : Integer.toString(answer.statusCode());
  }

  @Test
  void whatCannotBeIsToldByField() throws Exception {
    JsonObject good = draft("+12025550145", "x", tomorrow());
    assertEquals("send_at", fault(good.copy().put("send_at", Instant.now().toString())));
    assertEquals("send_at", fault(good.copy().put("send_at", "2099-01-01T00:00:00Z")));
    assertEquals("send_at", fault(good.copy().put("send_at", "tomorrow at nine")));
    assertEquals("text", fault(good.copy().put("text", " ")));
    assertEquals("to", fault(good.copy().put("to", new JsonArray().add("911"))));
    assertEquals("from", fault(good.copy().put("from", "+12025550999")));
    assertEquals("unless_reply", fault(good.copy().put("unless_reply", "yes")));
    for (String missing : List.of("from", "to", "text", "send_at")) {
      JsonObject less = good.copy();
      less.remove(missing);
      assertEquals(missing, fault(less));
    }
  }

  private static String fault(JsonObject draft) throws Exception {
    HttpResponse<String> answer = call("POST", "/scheduled-texts", draft);
    assertEquals(422, answer.statusCode(), answer.body());
    return new JsonObject(answer.body()).getJsonArray("errors").getJsonObject(0).getString("field");
  }
}
