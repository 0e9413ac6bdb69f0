package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.ReservationToken;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: machines that share a relay's address act as one: a flow between clients of two is handed
/// across with the checks of both, a client that moves is found again by the machine that has its
/// allocation, and a subject has its share once. Method: two machines on two stages, with the tests
/// as the ring between them.
class TwoMachinesAreOneRelayTest {

  private static final PortRange LOWER = new PortRange(50_000, 50_049);
  private static final PortRange UPPER = new PortRange(50_050, 50_099);
  private static final PortRange ALL = new PortRange(50_000, 50_099);

  private final Common common = new Common(RelayLimits.defaults(), new Random(9));
  private final Scene first = scene(LOWER);
  private final Scene second = scene(UPPER);

  private Scene scene(PortRange own) {
    return new Scene(
        Scene.shared(List.of(Scene.RELAY), new TurnSettings.Shares(own, ALL, ALL), true), common);
  }

  @Test
  void aFlowBetweenThem() {
    Client alice = first.client("alice", 1_000);
    Client bob = second.client("bob", 2_000);
    TransportAddress atAlice = new TransportAddress(Scene.RELAY, alice.allocate());
    TransportAddress atBob = new TransportAddress(Scene.RELAY, bob.allocate());
    assertTrue(LOWER.contains(atAlice.port()) && UPPER.contains(atBob.port()));
    assertEquals(0, alice.bind(0x4000, atBob));
    alice.channelData(0x4000, "unwanted");
    handAcross(first, second);
    assertEquals(List.of(Drop.NO_PERMISSION), second.drops);
    assertEquals(0, bob.bind(0x4001, atAlice));
    alice.channelData(0x4000, "hello");
    handAcross(first, second);
    assertEquals(bob.address(), second.lastToClient().client());
    assertArrayEquals(
        new byte[] {0x40, 1, 0, 5, 'h', 'e', 'l', 'l', 'o'}, second.lastToClient().bytes());
    assertTrue(first.toPeers.isEmpty(), "no relayed port saw it");
  }

  @Test
  void aClientThatTheNetworkBringsToTheOther() {
    Client home = first.client("alice", 1_000);
    StunMessage answer =
        home.ask(Method.ALLOCATE, new RequestedTransport(17), new MobilityTicket());
    int port = Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address().port();
    MobilityTicket ticket = Objects.requireNonNull(answer.first(MobilityTicket.class));
    home.bind(0x4000, Scene.PEER);
    TransportAddress cafe = new TransportAddress(Scene.PEER.ip(), 2_000);
    Client away = second.client("alice", cafe);
    away.challenge();
    second.fromClient(cafe, away.request(Method.REFRESH, away.nextId(), ticket));
    assertEquals(1, second.forwarded.size());
    forward(second, first);
    assertEquals(cafe, first.lastToClient().client());
    assertEquals(0, Client.code(Client.read(first.lastToClient().bytes())));
    away.channelData(0x4000, "from the new address");
    forward(second, first);
    assertEquals(1, first.toPeers.size());
    first.fromPeer(port, Scene.PEER, "hello".getBytes(StandardCharsets.UTF_8));
    assertEquals(cafe, first.lastToClient().client());
  }

  @Test
  void aReservedPortOfTheOther() {
    StunMessage answer =
        first
            .client("alice", 1_000)
            .ask(Method.ALLOCATE, new RequestedTransport(17), new EvenPort(true));
    int even = Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address().port();
    ReservationToken token = Objects.requireNonNull(answer.first(ReservationToken.class));
    Client rtcp = second.client("alice", 1_001);
    rtcp.challenge();
    second.fromClient(
        rtcp.address(),
        rtcp.request(Method.ALLOCATE, rtcp.nextId(), new RequestedTransport(17), token));
    forward(second, first);
    StunMessage other = Client.read(first.lastToClient().bytes());
    assertEquals(
        even + 1, Objects.requireNonNull(other.first(XorRelayedAddress.class)).address().port());
    assertEquals(rtcp.address(), first.lastToClient().client());
  }

  @Test
  void whatWasForwardedStays() {
    Client home = first.client("alice", 1_000);
    StunMessage answer =
        home.ask(Method.ALLOCATE, new RequestedTransport(17), new MobilityTicket());
    MobilityTicket ticket = Objects.requireNonNull(answer.first(MobilityTicket.class));
    TransportAddress cafe = new TransportAddress(Scene.PEER.ip(), 2_000);
    Client away = second.client("alice", cafe);
    away.challenge();
    byte[] request = away.request(Method.REFRESH, away.nextId(), ticket);
    second.forwarded(cafe, request);
    assertEquals(List.of(), second.forwarded);
    assertEquals(437, Client.code(Client.read(second.lastToClient().bytes())));
  }

  @Test
  void theShareOfASubject() {
    RelayLimits limits = Scene.atMost(100, 2);
    Common ledger = new Common(limits, new Random(9));
    Scene one = new Scene(limited(LOWER, limits), ledger);
    Scene other = new Scene(limited(UPPER, limits), ledger);
    one.client("alice", 1).allocate();
    other.client("alice", 2).allocate();
    assertEquals(486, one.client("alice", 3).allocateError());
    assertEquals(486, other.client("alice", 4).allocateError());
    other.machine.revoke("alice", other);
    assertEquals(0, one.client("alice", 5).allocateError());
  }

  private static TurnSettings limited(PortRange own, RelayLimits limits) {
    return new TurnSettings(
        Scene.REALM,
        Scene.SECRET,
        List.of(Scene.RELAY),
        new TurnSettings.Shares(own, ALL, ALL),
        PeerPolicy.strict(),
        limits,
        true);
  }

  private static void handAcross(Scene from, Scene to) {
    from.across.forEach(each -> to.fromPeer(each.to().port(), each.from(), each.bytes()));
    from.across.clear();
  }

  private static void forward(Scene from, Scene to) {
    from.forwarded.forEach(each -> to.forwarded(each.client(), each.bytes()));
    from.forwarded.clear();
  }
}
