package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.AdditionalAddressFamily;
import dev.tandem.media.stun.AddressErrorCode;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedAddressFamily;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Goal: one allocation reaches peers of both families, each from a relayed address of its own
/// family, and either address can be given back alone (RFC 8656 sections 7.2 and 8.2). Method: a
/// machine with an address of each family on a stage; peers of both speak to it.
class BothFamiliesInOneAllocationTest {

  private final Scene scene = Scene.ofBothFamilies(true);
  private final Client alice = scene.client("alice", 1_000);

  private List<TransportAddress> allocateBoth() {
    StunMessage answer =
        alice.ask(Method.ALLOCATE, new RequestedTransport(17), new AdditionalAddressFamily(2));
    assertEquals(0, Client.code(answer));
    return answer.all(XorRelayedAddress.class).stream().map(XorRelayedAddress::address).toList();
  }

  @Test
  void peersOfBothFamilies() {
    List<TransportAddress> relayed = allocateBoth();
    assertEquals(List.of(Scene.RELAY, Scene.RELAY6), relayed.stream().map(a -> a.ip()).toList());
    assertEquals(1, scene.open.size());
    assertEquals(1, scene.open6.size());
    assertEquals(0, alice.permit(Scene.PEER, Scene.PEER6));
    assertEquals(0, alice.bind(0x4000, Scene.PEER6));
    alice.send(Scene.PEER, "to IPv4");
    alice.channelData(0x4000, "to IPv6");
    assertEquals(
        List.of(relayed.get(0).port(), relayed.get(1).port()),
        scene.toPeers.stream().map(Scene.ToPeer::port).toList());
    assertEquals(
        List.of(Scene.PEER, Scene.PEER6), scene.toPeers.stream().map(Scene.ToPeer::peer).toList());
    int before = scene.toClients.size();
    scene.fromPeer(relayed.get(0).port(), Scene.PEER, "from IPv4".getBytes(StandardCharsets.UTF_8));
    scene.fromPeer(
        relayed.get(1).port(), Scene.PEER6, "from IPv6".getBytes(StandardCharsets.UTF_8));
    assertEquals(before + 2, scene.toClients.size());
    assertEquals(List.of(), scene.drops);
  }

  @Test
  void oneFamilyIsGivenBackAlone() {
    allocateBoth();
    alice.permit(Scene.PEER, Scene.PEER6);
    assertEquals(
        0, Client.code(alice.ask(Method.REFRESH, new Lifetime(0), new RequestedAddressFamily(1))));
    assertTrue(scene.open.isEmpty());
    assertEquals(1, scene.open6.size());
    alice.send(Scene.PEER, "nowhere");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops);
    assertEquals(443, alice.permit(Scene.PEER), "no IPv4 address any more");
    assertEquals(0, alice.permit(Scene.PEER6));
    assertEquals(443, Client.code(alice.ask(Method.REFRESH, new RequestedAddressFamily(1))));
    alice.ask(Method.REFRESH, new Lifetime(0), new RequestedAddressFamily(2));
    assertTrue(scene.open6.isEmpty());
    assertEquals(0, scene.machine.allocations());
  }

  @Test
  void theFamilyAskedForAlone() {
    StunMessage answer =
        alice.ask(Method.ALLOCATE, new RequestedTransport(17), new RequestedAddressFamily(2));
    XorRelayedAddress relayed = Objects.requireNonNull(answer.first(XorRelayedAddress.class));
    assertEquals(Scene.RELAY6, relayed.address().ip());
    assertEquals(443, alice.permit(Scene.PEER));
    Client bob = scene.client("bob", 2_000);
    assertTrue(scene.open.contains(bob.allocate()), "IPv4 for who asks for nothing");
  }

  @Test
  void whatCannotBeHadBesideTheOtherIsTold() {
    for (int port = 50_000; port <= 50_099; port++) {
      scene.open6.add(port);
    }
    StunMessage answer =
        alice.ask(Method.ALLOCATE, new RequestedTransport(17), new AdditionalAddressFamily(2));
    assertEquals(1, answer.all(XorRelayedAddress.class).size());
    assertEquals(
        AddressErrorCode.of(Family.IPV6, StunError.INSUFFICIENT_CAPACITY),
        answer.first(AddressErrorCode.class));
    Scene narrow = new Scene();
    StunMessage other =
        narrow
            .client("alice", 1_000)
            .ask(Method.ALLOCATE, new RequestedTransport(17), new AdditionalAddressFamily(2));
    assertEquals(
        AddressErrorCode.of(Family.IPV6, StunError.ADDRESS_FAMILY_NOT_SUPPORTED),
        other.first(AddressErrorCode.class));
  }

  @Test
  void clientsOfBothFamiliesTalkStraight() {
    List<TransportAddress> atAlice = allocateBoth();
    Client bob = scene.client("bob", new TransportAddress(Scene.PEER6.ip(), 7_000));
    StunMessage answer =
        bob.ask(Method.ALLOCATE, new RequestedTransport(17), new RequestedAddressFamily(2));
    TransportAddress atBob =
        Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address();
    alice.bind(0x4000, atBob);
    bob.permit(atAlice.get(1));
    alice.channelData(0x4000, "hello");
    assertEquals(bob.address(), scene.lastToClient().client());
    assertEquals(List.of(5), scene.straight);
    assertNull(Client.read(scene.lastToClient().bytes()).first(XorRelayedAddress.class));
  }
}
