package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.ReservationToken;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.XorRelayedAddress;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: RTP and RTCP of old clients get an even port and the next one, and what nobody redeems is
/// given back. Method: EVEN-PORT with reservation, the token used by its owner, by another, and too
/// late.
class EvenPortIsReservedWithItsNeighbourTest {

  private final Scene scene = new Scene();

  @Test
  void theTokenGivesTheNextPort() {
    StunMessage first = reserve(scene.client("alice", 1));
    int even = port(first);
    assertEquals(0, even % 2);
    assertEquals(Set.of(even, even + 1), scene.open);
    long token = token(first);
    assertEquals(508, scene.client("bob", 2).allocateError(new ReservationToken(token)));
    assertEquals(even + 1, scene.client("alice", 3).allocate(new ReservationToken(token)));
    assertEquals(508, scene.client("alice", 4).allocateError(new ReservationToken(token)));
    assertEquals(2, scene.machine.allocations());
  }

  @Test
  void unusedItEndsAfterThirtySeconds() {
    StunMessage first = reserve(scene.client("alice", 1));
    assertEquals(30_000_000_000L, scene.machine.deadline());
    scene.pass(30);
    scene.machine.expire(scene.now, scene);
    assertEquals(Set.of(port(first)), scene.open);
    assertEquals(508, scene.client("alice", 2).allocateError(new ReservationToken(token(first))));
  }

  @Test
  void aReservationCountsAsAnAllocation() {
    Scene small = Scene.limited(Scene.atMost(100, 2));
    reserve(small.client("alice", 1));
    assertEquals(486, small.client("alice", 2).allocateError());
  }

  @Test
  void everyPairOfTheRangeIsFound() {
    for (int i = 0; i < 50; i++) {
      reserve(scene.client("user " + i, 1_000 + i));
    }
    assertEquals(100, scene.open.size());
    assertEquals(508, scene.client("late", 1).allocateError(new EvenPort(true)));
  }

  @Test
  void evenAloneReservesNothing() {
    assertEquals(0, scene.client("alice", 1).allocate(new EvenPort(false)) % 2);
    assertEquals(1, scene.open.size());
    assertTrue(scene.machine.deadline() > 30_000_000_000L);
  }

  private static StunMessage reserve(Client client) {
    return client.ask(Method.ALLOCATE, new RequestedTransport(17), new EvenPort(true));
  }

  private static int port(StunMessage answer) {
    return Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address().port();
  }

  private static long token(StunMessage answer) {
    return Objects.requireNonNull(answer.first(ReservationToken.class)).token();
  }
}
