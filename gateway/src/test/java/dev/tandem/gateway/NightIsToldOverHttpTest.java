package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a text in the night of whom it is for is refused with the time at which it can leave, and
/// leaves when it is said so; admins set the night.
///
/// Method: a whole gateway; a night is set around the hour at which this runs.
final class NightIsToldOverHttpTest {
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

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, ada, body);
  }

  private static JsonObject night() {
    LocalTime there =
        Instant.now()
            .atZone(ZoneId.of("America/New_York"))
            .toLocalTime()
            .truncatedTo(ChronoUnit.MINUTES);
    return new JsonObject()
        .put("enabled", true)
        .put("from", there.minusHours(1).toString())
        .put("until", there.plusHours(3).toString());
  }

  private static JsonObject text() {
    return new JsonObject()
        .put("from", "+12025550190")
        .put("to", new JsonArray().add("+12025550142"))
        .put("text", "hello");
  }

  @Test
  void aTextAtNightIsToldWhenItCanLeave() throws Exception {
    assertEquals(200, call("PATCH", "/quiet-hours", night()).statusCode());
    assertEquals(night(), new JsonObject(call("GET", "/quiet-hours", new JsonObject()).body()));
    HttpResponse<String> refused = call("POST", "/messages", text());
    assertEquals(409, refused.statusCode(), refused.body());
    JsonObject problem = new JsonObject(refused.body());
    assertEquals("quiet_hours", problem.getString("code"));
    Duration away = Duration.between(Instant.now(), Instant.parse(problem.getString("send_at")));
    assertEquals(3, Math.round(away.toMinutes() / 60.0), "about three hours: " + away);
    HttpResponse<String> scheduled =
        call("POST", "/scheduled-texts", text().put("send_at", problem.getString("send_at")));
    assertEquals(201, scheduled.statusCode(), scheduled.body());
    assertEquals(201, call("POST", "/messages", text().put("quiet_hours", "send")).statusCode());
    assertEquals(
        200, call("PATCH", "/quiet-hours", new JsonObject().put("enabled", false)).statusCode());
    assertEquals(201, call("POST", "/messages", text()).statusCode());
  }

  @Test
  void whatIsNoNightIsToldByField() throws Exception {
    for (JsonObject bad :
        List.of(
            new JsonObject().put("from", "21:00").put("until", "21:00"),
            new JsonObject().put("until", "25:00"),
            new JsonObject().put("until", "8 am"),
            new JsonObject().put("until", 8))) {
      HttpResponse<String> refused = call("PATCH", "/quiet-hours", bad);
      assertEquals(422, refused.statusCode(), bad.encode());
      assertEquals(
          "until",
          new JsonObject(refused.body())
              .getJsonArray("errors")
              .getJsonObject(0)
              .getString("field"));
    }
    assertEquals(422, call("POST", "/messages", text().put("quiet_hours", "perhaps")).statusCode());
  }
}
