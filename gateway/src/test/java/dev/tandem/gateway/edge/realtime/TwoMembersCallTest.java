package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallOutcome;
import dev.tandem.storage.call.CallRecord;
import dev.tandem.storage.call.Calls;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a whole call by signalling alone, from the ring to the record. Method: two members on real
/// sockets, the callee with two devices; session descriptions and candidates are made up.
final class TwoMembersCallTest {

  @Test
  void ringAnswerTalkAndHangUp() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      TestPhone caller = house.phone(anna);
      TestPhone desk = house.phone(bert);
      TestPhone mobile = house.phone(bert);

      String call = caller.call(desk.endpoint);
      JsonObject id = new JsonObject().put("call_id", call);
      JsonObject incoming = desk.event("call.incoming");
      assertEquals(call, incoming.getString("call_id"));
      assertEquals("Anna", incoming.getJsonObject("from").getString("name"));
      assertEquals(TestPhone.SDP, incoming.getString("sdp"));
      assertEquals(25, incoming.getInteger("ring_seconds"), 1);
      assertEquals(2, caller.event("call.ringing").getInteger("devices"));
      assertEquals(call, mobile.event("call.incoming").getString("call_id"));
      caller.does("call.candidate", id.copy().put("candidate", candidate("early")));

      mobile.does("call.answer", id.copy().put("sdp", TestPhone.SDP));
      assertEquals("member", caller.event("call.answered").getString("by"));
      assertEquals("answered_elsewhere", desk.event("call.ended").getString("reason"));
      assertEquals("early", candidateOf(mobile.event("call.candidate")));
      assertEquals("conflict", desk.refused("call.answer", id.copy().put("sdp", TestPhone.SDP)));
      house.awaitPresence(bert, Presence.State.IN_CALL);

      mobile.does("call.candidate", id.copy().put("candidate", candidate("back")));
      assertEquals("back", candidateOf(caller.event("call.candidate")));
      caller.does("call.connected", id.copy().put("relayed", true));
      caller.does("call.mute", id.copy().put("muted", true));
      assertEquals(true, mobile.event("call.muted").getBoolean("muted"));
      mobile.does("call.dtmf", id.copy().put("digit", "7"));
      assertEquals("7", caller.event("call.dtmf").getString("digit"));
      caller.does("call.offer", id.copy().put("sdp", TestPhone.SDP));
      assertEquals(call, mobile.event("call.offer").getString("call_id"));
      mobile.does("call.reanswer", id.copy().put("sdp", TestPhone.SDP));
      assertEquals(call, caller.event("call.reanswer").getString("call_id"));

      mobile.does("call.hangup", id);
      JsonObject ended = caller.event("call.ended");
      assertEquals("hung_up", ended.getString("reason"));
      assertEquals("answered", ended.getString("outcome"));
      JsonObject recorded = desk.event("call.recorded").getJsonObject("call");
      assertEquals("answered", recorded.getString("outcome"));
      assertEquals("Bert", recorded.getJsonObject("callee").getString("name"));
      assertEquals("not_found", caller.refused("call.hangup", id));
      CallRecord record = record(workspace, call);
      assertEquals(Optional.of(CallOutcome.ANSWERED), record.outcome());
      assertEquals(Optional.of(true), record.relayed());
      assertTrue(record.answeredAt().isPresent());
    }
  }

  /// Our part of set-up: from the caller's command to the callee's event, over both sockets.
  @Test
  void aRingTakesMilliseconds() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      TestPhone callee = house.phone(house.member(workspace, "Bert"));
      int rounds = 60;
      long[] rang = new long[rounds];
      long[] answered = new long[rounds];
      for (int round = 0; round < rounds; round++) {
        long start = System.nanoTime();
        caller.order(
            "start" + round,
            "call.start",
            new JsonObject()
                .put("to_member_id", callee.endpoint.party().member().toString())
                .put("sdp", TestPhone.SDP));
        String call = callee.event("call.incoming").getString("call_id");
        rang[round] = System.nanoTime() - start;
        JsonObject id = new JsonObject().put("call_id", call);
        start = System.nanoTime();
        callee.order("answer" + round, "call.answer", id.copy().put("sdp", TestPhone.SDP));
        JsonObject unused = caller.event("call.answered");
        assertEquals(call, unused.getString("call_id"));
        answered[round] = System.nanoTime() - start;
        caller.does("call.hangup", id);
        assertEquals(call, callee.event("call.ended").getString("call_id"));
      }
      Arrays.sort(rang);
      Arrays.sort(answered);
      System.out.printf(
          "set-up: command to event at the other socket, median %.2f ms (ring), %.2f ms (answer);"
              + " 90 %% %.2f and %.2f ms%n",
          rang[rounds / 2] / 1e6,
          answered[rounds / 2] / 1e6,
          rang[rounds * 9 / 10] / 1e6,
          answered[rounds * 9 / 10] / 1e6);
      assertTrue(rang[rounds / 2] < 100_000_000, "a ring is quick");
    }
  }

  private static JsonObject candidate(String text) {
    return new JsonObject().put("candidate", text).put("sdp_mid", "0").put("sdp_m_line_index", 0);
  }

  private static String candidateOf(JsonObject data) {
    return data.getJsonObject("candidate").getString("candidate");
  }

  static CallRecord record(WorkspaceId workspace, String call) {
    return RealtimeHouse.storage()
        .inWorkspace(workspace, tx -> new Calls().find(tx, UUID.fromString(call)).orElseThrow());
  }
}
