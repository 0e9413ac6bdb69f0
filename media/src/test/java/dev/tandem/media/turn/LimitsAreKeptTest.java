package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.TransportAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: each bound of [RelayLimits] has the outcome its documentation names, and room that is
/// given back is room. Method: small limits, one step over each.
class LimitsAreKeptTest {

  private static final RelayLimits LIMITS = Scene.LIMITS;

  @Test
  void allocationsOfASubject() {
    Scene scene = Scene.limited(Scene.atMost(100, 2));
    scene.client("alice", 1).allocate();
    Client second = scene.client("alice", 2);
    second.allocate();
    assertEquals(486, scene.client("alice", 3).allocateError());
    Client other = scene.client("bob", 4);
    assertEquals(0, other.allocateError(), "another subject is not touched");
    second.ask(Method.REFRESH, new Lifetime(0));
    assertEquals(0, scene.client("alice", 3).allocateError());
  }

  @Test
  void aSubjectIsTheSameUnderTwoCredentials() {
    Scene scene = Scene.limited(Scene.atMost(100, 1));
    scene.client("alice", 1).allocate();
    Client later =
        new Client(
            scene,
            new TransportAddress(IpAddress.v4(1), 1),
            RelayCredentials.issue(Scene.SECRET, "alice", Scene.NOON.plusSeconds(99)));
    assertEquals(486, later.allocateError());
  }

  @Test
  void allocationsOfTheRelay() {
    Scene scene = Scene.limited(Scene.atMost(3, 2));
    scene.client("a", 1).allocate();
    scene.client("b", 2).allocate();
    scene.client("c", 3).allocate();
    assertEquals(508, scene.client("d", 4).allocateError());
    scene.pass(600);
    assertEquals(0, scene.client("d", 4).allocateError(), "those that ended make room");
  }

  @Test
  void portsOfTheRange() {
    Scene scene = new Scene();
    for (int i = 0; i < 100; i++) {
      scene.client("user " + i, 1_000 + i).allocate();
    }
    assertEquals(100, scene.open.size());
    scene.pass(1); // the address has had its challenges of this second
    assertEquals(508, scene.client("late", 2_000).allocateError());
  }

  @Test
  void portsThatTheSystemDoesNotGive() {
    Scene scene = new Scene();
    IntStream.rangeClosed(50_000, 50_090).forEach(scene.refusedPorts::add);
    int got = 0;
    for (int i = 0; i < 40; i++) {
      got += scene.client("user " + i, 1_000 + i).allocateError() == 0 ? 1 : 0;
    }
    assertEquals(9, got);
  }

  @Test
  void permissionsOfAnAllocation() {
    Scene scene = Scene.limited(LIMITS.withPeers(new RelayLimits.Peers(2, 8)));
    Client client = scene.client("alice", 1);
    client.allocate();
    assertEquals(508, client.permit(peer(1), peer(2), peer(3)), "all or none");
    client.send(peer(1), "x");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops);
    assertEquals(0, client.permit(peer(1), peer(2)));
    assertEquals(0, client.permit(peer(2)));
    assertEquals(508, client.permit(peer(3)));
    assertEquals(508, client.bind(0x4000, peer(3)));
    scene.pass(300);
    assertEquals(0, client.permit(peer(3)));
  }

  @Test
  void channelsOfAnAllocation() {
    Scene scene = Scene.limited(LIMITS.withPeers(new RelayLimits.Peers(8, 2)));
    Client client = scene.client("alice", 1);
    client.allocate();
    assertEquals(0, client.bind(0x4000, peer(1)));
    assertEquals(0, client.bind(0x4001, peer(2)));
    assertEquals(508, client.bind(0x4002, peer(3)));
    client.send(peer(3), "x");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops, "a refusal leaves no permission");
    assertEquals(0, client.bind(0x4001, peer(2)));
  }

  @Test
  void longPackets() {
    Scene scene = new Scene();
    Client client = scene.client("alice", 1);
    int port = client.allocate();
    client.permit(peer(1));
    scene.fromPeer(port, peer(1), new byte[2_048]);
    scene.fromPeer(port, peer(1), new byte[2_049]);
    scene.fromClient(client.address(), new byte[2_049]);
    assertEquals(List.of(Drop.TOO_LONG, Drop.TOO_LONG), scene.drops);
  }

  @Test
  void limitsThatMakeNoSenseAreRefusedAtStart() {
    assertThrows(IllegalArgumentException.class, () -> LIMITS.withAllocations(0));
    assertThrows(IllegalArgumentException.class, () -> new RelayLimits.Peers(1, 0));
  }

  private static TransportAddress peer(int n) {
    return new TransportAddress(IpAddress.v4(0x01010100 + n), 4_000);
  }
}
