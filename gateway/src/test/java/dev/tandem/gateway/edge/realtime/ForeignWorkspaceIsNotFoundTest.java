package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.WorkspaceId;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: another workspace's members and calls do not exist for a device, whatever it names.
/// Method: every command, sent by a stranger with the true ids.
final class ForeignWorkspaceIsNotFoundTest {

  @Test
  void everyCommandOfAStrangerFindsNothing() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      Party bert = house.member(workspace, "Bert");
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      TestPhone callee = house.phone(bert);
      TestPhone colleague = house.phone(house.member(workspace, "Cleo"));
      TestPhone stranger = house.phone(house.member(house.workspace(25), "Mallory"));
      String call = caller.call(callee.endpoint);
      assertEquals(call, callee.event("call.incoming").getString("call_id"));
      assertEquals(
          "not_found",
          stranger.refused(
              "call.start",
              new JsonObject()
                  .put("to_member_id", bert.member().toString())
                  .put("sdp", TestPhone.SDP)));
      refusedAll(stranger, call);
      refusedAll(colleague, call);
      refusedAll(stranger, UUID.randomUUID().toString());
      callee.does("call.answer", new JsonObject().put("call_id", call).put("sdp", TestPhone.SDP));
      refusedAll(stranger, call);
      refusedAll(colleague, call);
      caller.does("call.hangup", new JsonObject().put("call_id", call));
      assertEquals("hung_up", callee.event("call.ended").getString("reason"));
    }
  }

  private static void refusedAll(TestPhone phone, String call) {
    JsonObject id = new JsonObject().put("call_id", call);
    JsonObject sdp = id.copy().put("sdp", TestPhone.SDP);
    assertEquals("not_found", phone.refused("call.answer", sdp));
    assertEquals("not_found", phone.refused("call.decline", id));
    assertEquals("not_found", phone.refused("call.hangup", id));
    assertEquals("not_found", phone.refused("call.candidate", id.copy().putNull("candidate")));
    assertEquals("not_found", phone.refused("call.connected", id.copy().put("relayed", true)));
    assertEquals("not_found", phone.refused("call.mute", id.copy().put("muted", true)));
    assertEquals("not_found", phone.refused("call.dtmf", id.copy().put("digit", "1")));
    assertEquals("not_found", phone.refused("call.offer", sdp));
    assertEquals("not_found", phone.refused("call.reanswer", sdp));
  }
}
