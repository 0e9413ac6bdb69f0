package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: a device, a member and a workspace each have their bounds of allocations and of bandwidth,
/// and what is given back is room. Method: small limits on a stage, one step over each.
class QuotasOfDeviceMemberAndWorkspaceTest {

  private static final RelayLimits LIMITS = Scene.LIMITS;

  @Test
  void allocations() {
    Scene scene = Scene.limited(LIMITS.withShares(allocations(1), allocations(2), allocations(3)));
    Client phone = scene.client("acme/alice/phone", 1);
    phone.allocate();
    assertEquals(486, scene.client("acme/alice/phone", 2).allocateError(), "the device");
    scene.client("acme/alice/laptop", 3).allocate();
    assertEquals(486, scene.client("acme/alice/tablet", 4).allocateError(), "the member");
    scene.client("acme/bob/phone", 5).allocate();
    assertEquals(486, scene.client("acme/carol/phone", 6).allocateError(), "the workspace");
    assertEquals(0, scene.client("other/alice/phone", 7).allocateError(), "another workspace");
    phone.ask(Method.REFRESH, new Lifetime(0));
    assertEquals(0, scene.client("acme/carol/phone", 8).allocateError());
  }

  @Test
  void bandwidth() {
    Scene scene = Scene.limited(LIMITS.withShares(bytes(1_000), bytes(1_500), bytes(100_000)));
    Client phone = scene.client("acme/alice/phone", 1);
    Client laptop = scene.client("acme/alice/laptop", 2);
    phone.allocate();
    laptop.allocate();
    phone.bind(0x4000, Scene.PEER);
    laptop.bind(0x4000, Scene.PEER);
    String hundred = "x".repeat(100);
    for (int i = 0; i < 20; i++) {
      phone.channelData(0x4000, hundred);
    }
    assertEquals(10, scene.toPeers.size(), "the device's second");
    for (int i = 0; i < 20; i++) {
      laptop.channelData(0x4000, hundred);
    }
    assertEquals(15, scene.toPeers.size(), "the rest of the member's second");
    assertEquals(25, Collections.frequency(scene.drops, Drop.OVER_BANDWIDTH));
    scene.pass(1);
    phone.channelData(0x4000, hundred);
    assertEquals(16, scene.toPeers.size());
  }

  @Test
  void listsThatOpenEverythingOrNothing() {
    for (String bad : List.of("0.0.0.0/0", "::/0", "224.0.0.0/4", "ff02::/16", "255.255.255.255")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new PeerPolicy(false, List.of(Cidr.parse(bad)), Set.of()),
          bad);
    }
    for (String bad : List.of("10.0.0.1/8", "10.0.0.0/33", "intranet", "10.0.0.0/x", "")) {
      assertThrows(IllegalArgumentException.class, () -> Cidr.parse(bad), bad);
    }
    assertTrue(
        new PeerPolicy(false, List.of(Cidr.parse("10.0.0.0/8")), Set.of())
            .permits(dev.tandem.media.stun.IpAddress.v4(0x0a000001)));
  }

  private static RelayLimits.Share allocations(int most) {
    return new RelayLimits.Share(most, LIMITS.subject().bytesPerSecond());
  }

  private static RelayLimits.Share bytes(int aSecond) {
    return new RelayLimits.Share(LIMITS.subject().allocations(), aSecond);
  }
}
