package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.edge.http.Problem;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/// The frames a server sends.
final class Frames {
  static final String BEAT = "{\"type\":\"beat\"}";

  private Frames() {}

  static String welcome(String session, long seq, boolean resumed, UUID device, Duration beat) {
    return new JsonObject()
        .put("type", "welcome")
        .put("session", session)
        .put("seq", seq)
        .put("resumed", resumed)
        .put("device_id", device.toString())
        .put("beat_seconds", beat.toSeconds())
        .encode();
  }

  /// `data` is JSON already: one rendering goes to many sessions.
  static String event(long seq, String event, String data) {
    return "{\"type\":\"event\",\"seq\":"
        + seq
        + ",\"event\":\""
        + event
        + "\",\"data\":"
        + data
        + "}";
  }

  static String done(String id, JsonObject data) {
    return "{\"type\":\"reply\",\"id\":"
        + Json.encode(id)
        + ",\"ok\":true,\"data\":"
        + data.encode()
        + "}";
  }

  static String refused(String id, Problem problem) {
    return "{\"type\":\"reply\",\"id\":"
        + Json.encode(id)
        + ",\"ok\":false,\"problem\":"
        + problem.json().encode()
        + "}";
  }
}
