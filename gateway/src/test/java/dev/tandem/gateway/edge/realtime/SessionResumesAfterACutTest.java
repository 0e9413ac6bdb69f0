package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Party;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Members;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// Goal: a cut loses no event and repeats none, wherever it happens. Method: a call's events are
/// cut after each single frame in turn; the phone checks that numbers follow one another.
final class SessionResumesAfterACutTest {
  private static final int CANDIDATES = 8;

  @Test
  void aCutAfterAnyFrameOfACallIsBridged() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      for (int cutAfter = 0; cutAfter <= CANDIDATES + 1; cutAfter++) {
        bridge(house.phone(anna), house.phone(bert), cutAfter);
      }
    }
  }

  private static void bridge(TestPhone caller, TestPhone callee, int cutAfter) {
    String call = caller.call(callee.endpoint);
    JsonObject id = new JsonObject().put("call_id", call);
    assertEquals(call, callee.event("call.incoming").getString("call_id"));
    if (cutAfter == 0) {
      cutAndResume(callee);
    }
    callee.does("call.answer", id.copy().put("sdp", TestPhone.SDP));
    for (int number = 1; number <= CANDIDATES; number++) {
      JsonObject candidate = new JsonObject().put("candidate", "c" + number);
      if (number == cutAfter) {
        callee.cut();
      }
      caller.does("call.candidate", id.copy().put("candidate", candidate));
      if (number == cutAfter) {
        callee.connect();
        assertTrue(callee.resume().getBoolean("resumed"));
      }
    }
    for (int number = 1; number <= CANDIDATES; number++) {
      JsonObject candidate = callee.event("call.candidate").getJsonObject("candidate");
      assertEquals("c" + number, candidate.getString("candidate"));
    }
    if (cutAfter > CANDIDATES) {
      callee.ack();
      cutAndResume(callee);
    }
    caller.does("call.hangup", id);
    assertEquals("hung_up", callee.event("call.ended").getString("reason"));
    caller.cut();
    callee.cut();
  }

  private static void cutAndResume(TestPhone phone) {
    phone.cut();
    phone.connect();
    assertTrue(phone.resume().getBoolean("resumed"));
  }

  @Test
  void aCommandSentAgainAfterACutIsDoneOnce() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone caller = house.phone(house.member(workspace, "Anna"));
      TestPhone callee = house.phone(house.member(workspace, "Bert"));
      JsonObject start =
          new JsonObject()
              .put("to_member_id", callee.endpoint.party().member().toString())
              .put("sdp", TestPhone.SDP);
      JsonObject first = caller.command("once", "call.start", start);
      cutAndResume(caller);
      assertEquals(first, caller.command("once", "call.start", start));
    }
  }

  @Test
  void whatWasForgottenAsksForAFullSync() {
    RealtimeLimits usual = RealtimeLimits.defaults();
    RealtimeLimits forgetful =
        new RealtimeLimits(
            usual.frameBytes(),
            usual.hello(),
            usual.beat(),
            usual.silence(),
            usual.keep(),
            3,
            usual.eventBytes(),
            usual.queueBytes(),
            usual.commandBurst(),
            usual.commandsPerSecond(),
            usual.frameBurst(),
            usual.framesPerSecond(),
            usual.sessionsPerWorkspace());
    try (RealtimeHouse house = RealtimeHouse.open(forgetful)) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      TestPhone phone = house.phone(anna);
      TestPhone witness = house.phone(house.member(workspace, "Bert"));
      phone.cut();
      for (int change = 0; change < 5; change++) {
        String name = "Anna " + change;
        boolean _ =
            RealtimeHouse.storage()
                .inWorkspace(workspace, tx -> new Members().rename(tx, anna.member(), name));
        JsonObject unused = witness.event("members.changed");
        assertTrue(unused.isEmpty());
      }
      phone.connect();
      JsonObject welcome = phone.resume();
      assertFalse(welcome.getBoolean("resumed"));
      assertEquals(0, welcome.getLong("seq"));
    }
  }
}
