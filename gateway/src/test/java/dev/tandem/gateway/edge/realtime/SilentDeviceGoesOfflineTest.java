package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.storage.WorkspaceId;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Goal: a device that says nothing is offline, whatever its socket says; one that beats stays
/// online. Method: real sockets with short limits; one phone beats, the other one does not.
final class SilentDeviceGoesOfflineTest {

  @Test
  void silenceStopsTheRingAndIsSeenByOthers() throws InterruptedException {
    try (RealtimeHouse house = RealtimeHouse.open(RealtimeHouse.impatient())) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Party bert = house.member(workspace, "Bert");
      TestPhone silent = house.phone(bert);
      TestPhone caller = house.phone(anna);
      long beats =
          RealtimeHouse.vertx()
              .setPeriodic(300, id -> caller.send(new JsonObject().put("type", "beat").encode()));
      String call = caller.call(silent.endpoint);
      assertEquals(call, silent.event("call.incoming").getString("call_id"));

      assertEquals(4408, silent.closeCode());
      JsonObject presence = caller.event("presence");
      while (!bert.member().toString().equals(presence.getString("member_id"))) {
        presence = caller.event("presence");
      }
      assertEquals("offline", presence.getString("presence"));
      assertEquals("voicemail", caller.event("call.answered").getString("by"));
      house.awaitPresence(bert, Presence.State.OFFLINE);
      house.awaitPresence(anna, Presence.State.IN_CALL);

      silent.connect();
      assertTrue(silent.resume().getBoolean("resumed"));
      assertEquals("unreachable", silent.event("call.ended").getString("reason"));
      house.awaitPresence(bert, Presence.State.ONLINE);
      CountDownLatch waited = new CountDownLatch(1);
      long _ = RealtimeHouse.vertx().setTimer(2_500, id -> waited.countDown());
      assertTrue(waited.await(10, TimeUnit.SECONDS));
      assertEquals(Presence.State.IN_CALL, house.realtime().presence().of(anna));
      boolean _ = RealtimeHouse.vertx().cancelTimer(beats);
    }
  }

  @Test
  void whoDoesNotGreetIsTurnedAway() {
    try (RealtimeHouse house = RealtimeHouse.open(RealtimeHouse.impatient())) {
      Party anna = house.member(house.workspace(25), "Anna");
      TestPhone phone = new TestPhone(house.port(), new Endpoint(anna, UUID.randomUUID()));
      phone.connect();
      assertEquals(4400, phone.closeCode());
    }
  }
}
