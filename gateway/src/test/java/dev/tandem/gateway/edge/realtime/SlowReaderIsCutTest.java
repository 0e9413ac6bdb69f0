package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.storage.WorkspaceId;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// Goal: a device that does not read what it is sent is cut instead of filling the gateway's
/// memory. Method: a phone that stops reading while the other side sends it large offers.
final class SlowReaderIsCutTest {
  private static final int OFFERS = 95;

  @Test
  void whoDoesNotReadIsCutWithACode() {
    RealtimeLimits usual = RealtimeLimits.defaults();
    RealtimeLimits tight =
        new RealtimeLimits(
            usual.frameBytes(),
            usual.hello(),
            usual.beat(),
            usual.silence(),
            usual.keep(),
            usual.events(),
            64 * 1024,
            128 * 1024,
            usual.commandBurst(),
            usual.commandsPerSecond(),
            usual.frameBurst(),
            usual.framesPerSecond(),
            usual.sessionsPerWorkspace());
    try (RealtimeHouse house = RealtimeHouse.open(tight)) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      TestPhone slow = house.phone(house.member(workspace, "Bert"));
      String call = caller.call(slow.endpoint);
      JsonObject id = new JsonObject().put("call_id", call);
      assertEquals(call, slow.event("call.incoming").getString("call_id"));
      slow.does("call.answer", id.copy().put("sdp", TestPhone.SDP));
      var _ = slow.socket().pause();
      String large = TestPhone.SDP + "a=x:" + "y".repeat(60 * 1024) + "\r\n";
      for (int offer = 0; offer < OFFERS; offer++) {
        caller.does("call.offer", id.copy().put("sdp", large));
      }
      var _ = slow.socket().resume();
      assertEquals(4408, slow.closeCode());
    }
  }
}
