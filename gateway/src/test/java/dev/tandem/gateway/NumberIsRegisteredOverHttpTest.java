package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an admin says how far a US number's registration is; while it is not approved its texts
/// within the US are refused by us, with the reason.
///
/// Method: a whole gateway with the demo's number.
final class NumberIsRegisteredOverHttpTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject number() throws Exception {
    return new JsonObject(gateway.call("GET", "/numbers", owner, new JsonObject()).body())
        .getJsonArray("data")
        .getJsonObject(0);
  }

  private static HttpResponse<String> put(JsonObject registration) throws Exception {
    return gateway.call(
        "PUT", "/numbers/" + number().getString("id") + "/registration", owner, registration);
  }

  private static HttpResponse<String> text() throws Exception {
    return gateway.call(
        "POST",
        "/messages",
        owner,
        new JsonObject()
            .put("from", number().getString("e164"))
            .put("to", new JsonArray().add("+12025550143"))
            .put("text", "hello")
            .put("quiet_hours", "send"));
  }

  private static JsonObject registration(String campaign) {
    return new JsonObject().put("brand", "approved").put("campaign", campaign);
  }

  @Test
  void whatIsSaidIsKeptAndCounts() throws Exception {
    assertNull(number().getJsonObject("registration"), "nothing is known of it");
    HttpResponse<String> pending =
        put(registration("pending").put("campaign_id", "C1").put("segments_per_minute", 75));
    assertEquals(200, pending.statusCode(), pending.body());
    JsonObject known = number().getJsonObject("registration");
    assertEquals("pending", known.getString("campaign"));
    assertEquals("C1", known.getString("campaign_id"));
    assertEquals(75, known.getInteger("segments_per_minute"));
    assertEquals("admin", known.getString("source"));
    HttpResponse<String> refused = text();
    assertEquals(422, refused.statusCode(), refused.body());
    JsonObject error = new JsonObject(refused.body()).getJsonArray("errors").getJsonObject(0);
    assertTrue(error.encode().contains("10DLC"), error.encode());
    assertEquals(200, put(registration("approved")).statusCode());
    assertEquals(201, text().statusCode());
    for (JsonObject bad :
        new JsonObject[] {
          registration("perhaps"),
          new JsonObject().put("brand", "approved"),
          registration("approved").put("segments_per_minute", 0),
          registration("approved").put("segments_per_minute", 60_001),
          registration("approved").put("campaign_id", "x".repeat(61))
        }) {
      assertEquals(422, put(bad).statusCode(), bad.encode());
    }
  }
}
