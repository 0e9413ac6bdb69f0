package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Devices;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a revoked device is out at once, one whose session ended with the next sweep; a page that
/// starts anew takes its device over and leaves the calls of the old page. Method: real sockets,
/// real devices in storage.
final class DeviceSignsOutOrStartsAnewTest {

  @Test
  void aRevokedDeviceIsClosedAndLeavesItsCall() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Storage storage = RealtimeHouse.storage();
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      TestPhone callee = house.phone(house.member(workspace, "Bert"));
      UUID device =
          storage.inWorkspace(
              workspace,
              tx ->
                  new Devices()
                      .create(
                          tx,
                          anna.member(),
                          "Desk",
                          Secret.of(UUID.randomUUID().toString()),
                          Instant.now().plusSeconds(600))
                      .id());
      TestPhone lost = new TestPhone(house.port(), new Endpoint(anna, device));
      lost.connect();
      JsonObject welcome = lost.hello();
      assertEquals(device.toString(), welcome.getString("device_id"));
      talk(lost, callee);
      boolean _ = storage.inWorkspace(workspace, tx -> new Devices().revoke(tx, device));
      assertEquals(4401, lost.closeCode());
      assertEquals("hung_up", callee.event("call.ended").getString("reason"));
      house.awaitPresence(anna, Presence.State.OFFLINE);
    }
  }

  @Test
  void aSessionThatEndsByTimeClosesItsSocket() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      Party anna = house.member(workspace, "Anna");
      Storage storage = RealtimeHouse.storage();
      UUID device =
          storage.inWorkspace(
              workspace,
              tx ->
                  new Devices()
                      .create(
                          tx,
                          anna.member(),
                          "Desk",
                          Secret.of(UUID.randomUUID().toString()),
                          tx.now())
                      .id());
      TestPhone phone = new TestPhone(house.port(), new Endpoint(anna, device));
      phone.connect();
      assertEquals(device.toString(), phone.hello().getString("device_id"));
      int swept = storage.inWorkspace(workspace, tx -> new Devices().sweep(tx, 10));
      assertEquals(1, swept);
      assertEquals(4401, phone.closeCode());
      assertEquals("Sign in again.", phone.socket().closeReason());
    }
  }

  @Test
  void aPageThatStartsAnewReplacesTheOldOne() {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WorkspaceId workspace = house.workspace(25);
      TestPhone old = house.phone(house.member(workspace, "Anna"));
      TestPhone callee = house.phone(house.member(workspace, "Bert"));
      talk(old, callee);
      TestPhone anew = new TestPhone(house.port(), old.endpoint);
      anew.connect();
      assertEquals(false, anew.hello().getBoolean("resumed"));
      assertEquals(4409, old.closeCode());
      assertEquals("hung_up", callee.event("call.ended").getString("reason"));
    }
  }

  private static void talk(TestPhone caller, TestPhone callee) {
    String call = caller.call(callee.endpoint);
    assertEquals(call, callee.event("call.incoming").getString("call_id"));
    callee.does("call.answer", new JsonObject().put("call_id", call).put("sdp", TestPhone.SDP));
    assertEquals("member", caller.event("call.answered").getString("by"));
  }
}
