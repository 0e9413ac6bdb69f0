package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a client that comes from another address keeps its allocation, channels and permissions by
/// its ticket; the old path works until it speaks from the new one; nobody else's ticket, and no
/// old one, opens anything (RFC 8016 section 3.2). Method: one client at several addresses on a
/// stage, each answer lost once.
class ClientMovesAndKeepsItsAllocationTest {

  private final Scene scene = new Scene();
  private final Client home = scene.client("alice", 1_000);
  private final Client cafe = home.at(new TransportAddress(Scene.PEER.ip(), 2_000));
  private final Client train = home.at(new TransportAddress(Scene.PEER.ip(), 3_000));
  private MobilityTicket ticket = new MobilityTicket();
  private int port;

  @BeforeEach
  void allocateAtHome() {
    StunMessage answer =
        home.ask(Method.ALLOCATE, new RequestedTransport(17), new MobilityTicket());
    port = Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address().port();
    ticket = ticketIn(answer);
    home.bind(0x4000, Scene.PEER);
  }

  @Test
  void theOldPathWorksUntilTheNewOneSpeaks() {
    StunMessage answer = cafe.ask(Method.REFRESH, ticket);
    assertEquals(0, Client.code(answer));
    assertNotEquals(ticket, ticketIn(answer), "a ticket is for one move");
    assertEquals(home.address(), receiver("still there"));
    home.channelData(0x4000, "from the old address");
    assertEquals(1, scene.toPeers.size());
    cafe.channelData(0x4000, "from the new address");
    assertEquals(2, scene.toPeers.size());
    assertEquals(cafe.address(), receiver("now here"));
    home.channelData(0x4000, "too late");
    assertEquals(List.of(Drop.NO_ALLOCATION), scene.drops);
    assertEquals(1, scene.machine.allocations());
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    MobilityTicket second = ticketIn(cafe.ask(Method.REFRESH, ticket));
    assertEquals(second, ticketIn(cafe.ask(Method.REFRESH, ticket)), "the same answer again");
    assertEquals(
        0, Client.code(train.ask(Method.REFRESH, ticket)), "it went on before it heard of it");
    assertFalse(scene.machine.serves(cafe.address()));
    train.permit(Scene.PEER);
    assertEquals(train.address(), receiver("hello"));
    assertEquals(400, Client.code(train.ask(Method.REFRESH, ticket)), "old by now");
    assertEquals(437, Client.code(cafe.ask(Method.REFRESH, new MobilityTicket())));
    assertEquals(0, Client.code(cafe.ask(Method.REFRESH, second)), "and on with the newest");
  }

  @Test
  void itComesBackWithoutHavingLeft() {
    cafe.ask(Method.REFRESH, ticket);
    assertEquals(0, Client.code(home.ask(Method.REFRESH, ticket)));
    assertFalse(scene.machine.serves(cafe.address()));
    assertEquals(home.address(), receiver("hello"));
  }

  @Test
  void nobodyElseMovesIt() {
    Client mallory = scene.client("mallory", 6_000);
    assertEquals(441, Client.code(mallory.ask(Method.REFRESH, ticket)));
    byte[] forged = ticket.value();
    for (int i = 0; i < forged.length; i++) {
      forged[i] ^= 1;
      assertEquals(
          437, Client.code(cafe.ask(Method.REFRESH, new MobilityTicket(forged))), "byte " + i);
      forged[i] ^= 1;
    }
    assertEquals(400, Client.code(home.ask(Method.REFRESH, new MobilityTicket())));
    assertEquals(home.address(), receiver("hello"));
  }

  @Test
  void withoutAskingAtTheStartNothingMoves() {
    Client bob = scene.client("bob", 5_000);
    bob.allocate();
    assertEquals(
        437, Client.code(bob.at(cafe.address()).ask(Method.REFRESH, new MobilityTicket())));
    assertEquals(400, Client.code(bob.ask(Method.REFRESH, ticket)));
  }

  @Test
  void itEndsFromTheNewAddressToo() {
    assertEquals(0, Client.code(cafe.ask(Method.REFRESH, ticket, new Lifetime(0))));
    assertEquals(0, scene.machine.allocations());
    assertTrue(scene.open.isEmpty());
    assertEquals(437, Client.code(cafe.ask(Method.REFRESH, ticket)));
  }

  @Test
  void aClosedConnectionLeavesWhatCanMove() {
    scene.machine.gone(home.address(), scene);
    assertEquals(1, scene.machine.allocations());
    assertEquals(0, Client.code(cafe.ask(Method.REFRESH, ticket)));
    cafe.channelData(0x4000, "here");
    assertEquals(cafe.address(), receiver("there"));
    scene.pass(RelayLimits.defaults().times().defaultLifetime());
    scene.machine.expire(scene.now, scene);
    assertTrue(scene.open.isEmpty(), "and it ends in its time");
    assertFalse(scene.machine.serves(cafe.address()));
  }

  private TransportAddress receiver(String text) {
    scene.fromPeer(port, Scene.PEER, text.getBytes(StandardCharsets.UTF_8));
    return scene.lastToClient().client();
  }

  private static MobilityTicket ticketIn(StunMessage answer) {
    return Objects.requireNonNull(answer.first(MobilityTicket.class));
  }
}
