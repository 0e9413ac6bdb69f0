package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Goal: revoking a device, a member or a workspace ends what they hold at once, and their
/// credentials are refused although their time is not over. Method: two devices of one member, one
/// of another, on a stage.
class RevokedDeviceLosesItsAllocationsTest {

  private final Scene scene = new Scene();
  private final Client phone = scene.client("acme/alice/phone", 1);
  private final Client laptop = scene.client("acme/alice/laptop", 2);
  private final Client bob = scene.client("acme/bob/phone", 3);

  @Test
  void aDevice() {
    int port = phone.allocate();
    laptop.allocate();
    scene.machine.revoke("acme/alice/phone", scene);
    assertFalse(scene.open.contains(port));
    assertEquals(1, scene.machine.allocations());
    assertEquals(401, phone.allocateError());
    assertEquals(401, scene.client("acme/alice/phone", 9).allocateError(), "from elsewhere too");
    assertEquals(0, scene.client("acme/alice/tablet", 10).allocateError());
  }

  @Test
  void aMemberAndAWorkspace() {
    phone.allocate();
    laptop.allocate();
    bob.allocate();
    scene.machine.revoke("acme/ali", scene);
    assertEquals(3, scene.machine.allocations(), "part of a name is nobody");
    scene.machine.revoke("acme/alice", scene);
    assertEquals(1, scene.machine.allocations());
    assertEquals(401, laptop.allocateError());
    scene.machine.revoke("acme", scene);
    assertEquals(0, scene.machine.allocations());
    assertEquals(401, bob.allocateError());
    assertEquals(0, scene.client("other/carol/phone", 4).allocateError());
  }
}
