package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import org.junit.jupiter.api.Test;

/// Goal: a signed request that was changed on its way does nothing. Method: every bit of a good
/// Allocate is turned in turn and sent; no port may open. Then the good one.
class ChangedRequestsAllocateNothingTest {

  @Test
  void noBitMayChange() {
    Scene scene =
        Scene.limited(Scene.LIMITS.withStrangers(new RelayLimits.Strangers(1_000_000, 1_000_000)));
    Client client = scene.client("alice", 1_000);
    client.challenge();
    byte[] request =
        client.request(
            Method.ALLOCATE, client.nextId(), new RequestedTransport(17), new Lifetime(900));
    for (int bit = 0; bit < request.length * 8; bit++) {
      request[bit / 8] ^= (byte) (1 << (bit % 8));
      scene.fromClient(client.address(), request);
      assertTrue(scene.open.isEmpty(), "bit " + bit);
      request[bit / 8] ^= (byte) (1 << (bit % 8));
    }
    scene.fromClient(client.address(), request);
    assertEquals(1, scene.open.size());
  }
}
