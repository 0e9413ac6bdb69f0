package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.call.CallRecord;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: a second gateway that is started at the database of one that lives takes up none of its
/// calls and closes none of its records: both go on to their end where they are.
///
/// Method: one storage, a realtime edge with a call that is talked in and one that rings, and a
/// second edge beside it; phones over real sockets.
final class SecondGatewayLeavesCallsAloneTest {
  @Test
  void theyEndWhereTheyBegan() throws InterruptedException {
    try (RealtimeHouse first = RealtimeHouse.open()) {
      WorkspaceId workspace = first.workspace(25);
      TestPhone caller = first.phone(first.member(workspace, "Anna"));
      TestPhone callee = first.phone(first.member(workspace, "Bert"));
      TestPhone third = first.phone(first.member(workspace, "Cleo"));
      TestPhone fourth = first.phone(first.member(workspace, "Dora"));
      String talked = caller.call(callee.endpoint);
      JsonObject id = new JsonObject().put("call_id", talked);
      assertEquals(talked, callee.event("call.incoming").getString("call_id"));
      callee.does("call.answer", id.copy().put("sdp", TestPhone.SDP));
      assertEquals("member", caller.event("call.answered").getString("by"));
      CallOutlivesItsGatewayTest.awaitNote(workspace, talked);
      String rings = third.call(fourth.endpoint);
      assertEquals(rings, fourth.event("call.incoming").getString("call_id"));

      try (RealtimeHouse second = RealtimeHouse.open()) {
        assertEquals(
            Presence.State.OFFLINE, second.realtime().presence().of(caller.endpoint.party()));
        JsonObject ringing = new JsonObject().put("call_id", rings);
        fourth.does("call.answer", ringing.copy().put("sdp", TestPhone.SDP));
        assertEquals("member", third.event("call.answered").getString("by"));
        third.does("call.hangup", ringing);
        callee.does("call.hangup", id);
        assertEquals("hung_up", caller.event("call.ended").getString("reason"));
        for (TestPhone phone : new TestPhone[] {caller, third}) {
          String call = phone.event("call.recorded").getJsonObject("call").getString("id");
          CallRecord record = TwoMembersCallTest.record(workspace, call);
          assertEquals(Optional.of(CallOutcome.ANSWERED), record.outcome());
        }
      }
    }
  }
}
