package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorMappedAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Goal: an allocation is made, told, extended and ended as RFC 8656 sections 7 and 8 say, and its
/// port with it. Method: one client on the machine, time moved by hand.
class AllocationLivesAsLongAsItIsRefreshedTest {

  private final Scene scene = new Scene();
  private final Client client = scene.client("alice", 1_000);

  @Test
  void answerTellsRelayedAddressMappedAddressAndLifetime() {
    StunMessage answer = client.ask(Method.ALLOCATE, new RequestedTransport(17));
    TransportAddress relayed = present(answer.first(XorRelayedAddress.class)).address();
    assertEquals(Scene.RELAY, relayed.ip());
    assertEquals(Set.of(relayed.port()), scene.open);
    assertEquals(new XorMappedAddress(client.address()), answer.first(XorMappedAddress.class));
    assertEquals(new Lifetime(600), answer.first(Lifetime.class));
    assertEquals(1, scene.machine.allocations());
  }

  @Test
  void lifetimeIsAtLeastTheDefaultAndAtMostAnHour() {
    assertEquals(600, granted(client, new Lifetime(1)));
    assertEquals(3_600, granted(scene.client("bob", 1_001), new Lifetime(100_000)));
    assertEquals(1_200, granted(scene.client("carol", 1_002), new Lifetime(1_200)));
    assertEquals(3_600, granted(scene.client("dave", 1_003), new Lifetime(0xffff_ffffL)));
  }

  @Test
  void itEndsAtItsDeadlineAndFreesItsPort() {
    client.allocate();
    assertEquals(600_000_000_000L, scene.machine.deadline());
    scene.pass(599);
    scene.machine.expire(scene.now, scene);
    assertEquals(1, scene.machine.allocations());
    scene.pass(1);
    scene.machine.expire(scene.now, scene);
    assertEquals(0, scene.machine.allocations());
    assertEquals(Set.of(), scene.open);
    assertEquals(TurnServer.NEVER, scene.machine.deadline());
  }

  @Test
  void refreshExtendsIt() {
    client.allocate();
    scene.pass(500);
    assertEquals(
        new Lifetime(700), client.ask(Method.REFRESH, new Lifetime(700)).first(Lifetime.class));
    scene.pass(650);
    scene.machine.expire(scene.now, scene);
    assertEquals(1, scene.machine.allocations());
    scene.pass(50);
    scene.machine.expire(scene.now, scene);
    assertEquals(0, scene.machine.allocations());
  }

  @Test
  void refreshMayShortenIt() {
    client.allocate(new Lifetime(3_600));
    client.ask(Method.REFRESH, new Lifetime(600));
    assertEquals(600_000_000_000L, scene.machine.deadline());
  }

  @Test
  void refreshWithZeroEndsItAtOnce() {
    client.allocate();
    StunMessage answer = client.ask(Method.REFRESH, new Lifetime(0));
    assertEquals(new Lifetime(0), answer.first(Lifetime.class));
    assertTrue(scene.open.isEmpty());
    assertEquals(437, Client.code(client.ask(Method.REFRESH, new Lifetime(0))));
    client.allocate();
    assertNull(client.ask(Method.REFRESH).first(ErrorCode.class));
  }

  @Test
  void whatNeedsAnAllocationIs437WithoutOne() {
    assertEquals(437, Client.code(client.ask(Method.REFRESH)));
    assertEquals(437, client.permit(Scene.PEER));
    assertEquals(437, client.bind(0x4000, Scene.PEER));
  }

  private static long granted(Client client, Lifetime asked) {
    StunMessage answer = client.ask(Method.ALLOCATE, new RequestedTransport(17), asked);
    return present(answer.first(Lifetime.class)).seconds();
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("missing");
    }
    return value;
  }
}
