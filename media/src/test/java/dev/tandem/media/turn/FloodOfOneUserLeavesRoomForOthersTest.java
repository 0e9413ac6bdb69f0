package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// Goal: ten thousand Allocates of one user hold no more than that user's share, leave nothing
/// behind, and the next user is served at once. Method: floods from a thousand ports on a stage;
/// then what is held, what was opened, and another's Allocate.
class FloodOfOneUserLeavesRoomForOthersTest {

  private static final int SHARE = RelayLimits.defaults().subject().allocations();

  private final Scene scene =
      new Scene(
          new TurnSettings(
              Scene.REALM,
              Scene.SECRET,
              Scene.RELAY,
              50_000,
              50_999,
              PeerPolicy.strict(),
              Scene.LIMITS.withStrangers(new RelayLimits.Strangers(100_000, 100_000))));

  @Test
  void allocatesFromEverywhere() {
    int granted = 0;
    int refused = 0;
    for (int port = 1; port <= 1_000; port++) {
      Client flooder = scene.client("flooder", port);
      for (int i = 0; i < 10; i++) {
        switch (flooder.allocateError()) {
          case 0 -> granted++;
          case 486, 437 -> refused++;
          default -> throw new AssertionError("another answer");
        }
      }
    }
    assertEquals(SHARE, granted);
    assertEquals(10_000 - SHARE, refused);
    assertEquals(SHARE, scene.open.size());
    assertEquals(0, scene.client("other", 5_000).allocateError());
    scene.pass(RelayLimits.defaults().times().maxLifetime());
    scene.machine.expire(scene.now, scene);
    assertTrue(scene.open.isEmpty());
    assertEquals(TurnServer.NEVER, scene.machine.deadline());
  }

  @Test
  void reservationsToo() {
    for (int port = 1; port <= 100; port++) {
      scene
          .client("flooder", port)
          .ask(Method.ALLOCATE, new RequestedTransport(17), new EvenPort(true));
    }
    assertEquals(SHARE, scene.open.size());
    assertEquals(0, Collections.frequency(scene.drops, Drop.DEFECT));
    assertEquals(0, scene.client("other", 5_000).allocateError());
  }
}
