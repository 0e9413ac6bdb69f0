package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.call.CallRecord;
import dev.tandem.storage.call.RelayUse;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a gateway that starts anew knows the call that two are talking in, lets both come back to
/// it and closes its record once, with what their devices said of the relay.
///
/// Method: one storage, a realtime edge that is left as a killed process leaves it, and a second
/// one; phones over real sockets.
final class CallOutlivesItsGatewayTest {
  @Test
  void theNextOneGoesOnWithIt() throws InterruptedException {
    try (RealtimeHouse first = RealtimeHouse.open()) {
      WorkspaceId workspace = first.workspace(25);
      TestPhone caller = first.phone(first.member(workspace, "Anna"));
      TestPhone callee = first.phone(first.member(workspace, "Bert"));
      TestPhone third = first.phone(first.member(workspace, "Cleo"));
      String call = caller.call(callee.endpoint);
      JsonObject id = new JsonObject().put("call_id", call);
      assertEquals(call, callee.event("call.incoming").getString("call_id"));
      callee.does("call.answer", id.copy().put("sdp", TestPhone.SDP));
      assertEquals("member", caller.event("call.answered").getString("by"));
      awaitNote(workspace, call);
      first.abandon();

      try (RealtimeHouse second = RealtimeHouse.open()) {
        for (TestPhone phone : new TestPhone[] {caller, callee, third}) {
          phone.cut();
          phone.moveTo(second.port());
          phone.connect();
          assertFalse(phone.resume().getBoolean("resumed"), "nobody knows the session any more");
        }
        second.awaitPresence(caller.endpoint.party(), Presence.State.IN_CALL);
        assertEquals("not_found", third.refused("call.hangup", id));
        JsonObject own = new JsonObject().put("relayed", true).put("bytes", 160_000L);
        caller.does("call.connected", id.copy().put("relayed", true).put("own", own));
        own.put("bytes", 320_000L);
        caller.does("call.connected", id.copy().put("relayed", true).put("own", own));
        callee.does("call.mute", id.copy().put("muted", true));
        assertEquals(true, caller.event("call.muted").getBoolean("muted"));
        callee.does("call.hangup", id);
        assertEquals("hung_up", caller.event("call.ended").getString("reason"));

        assertEquals(call, caller.event("call.recorded").getJsonObject("call").getString("id"));
        CallRecord record = TwoMembersCallTest.record(workspace, call);
        assertEquals(Optional.of(CallOutcome.ANSWERED), record.outcome());
        assertEquals(Optional.of(new RelayUse(true, 320_000)), record.callerRelay());
        assertEquals(Optional.empty(), record.calleeRelay());
        assertEquals("not_found", caller.refused("call.hangup", id));
      }
    }
  }

  /// The record follows the answer, behind it.
  static void awaitNote(WorkspaceId workspace, String call) {
    UUID id = UUID.fromString(call);
    while (!RealtimeHouse.storage()
        .inWorkspace(
            workspace,
            tx ->
                tx.sql()
                    .one(
                        "SELECT 1 FROM tenant.call WHERE id = $1 AND answerer_device_id IS NOT NULL",
                        id))
        .isPresent()) {
      Thread.onSpinWait();
    }
  }
}
