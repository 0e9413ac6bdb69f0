package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: what one client of the relay sends to another's relayed address arrives as if it had gone
/// through both relayed ports, with the same checks, and leaves neither. Method: two clients on a
/// stage; channels and indications in every combination, payloads of every length of padding, and
/// each permission missing once.
class FlowBetweenTwoAllocationsGoesStraightTest {

  private final Scene scene = new Scene();
  private final Client alice = scene.client("alice", 1_000);
  private final Client bob = scene.client("bob", 2_000);
  private TransportAddress atAlice = Scene.PEER;
  private TransportAddress atBob = Scene.PEER;

  @BeforeEach
  void bothAllocate() {
    atAlice = new TransportAddress(Scene.RELAY, alice.allocate());
    atBob = new TransportAddress(Scene.RELAY, bob.allocate());
  }

  @Test
  void channelToChannel() {
    alice.bind(0x4000, atBob);
    bob.bind(0x4001, atAlice);
    alice.channelData(0x4000, "hello");
    assertEquals(bob.address(), scene.lastToClient().client());
    ByteBuffer frame = ByteBuffer.allocate(9).putShort((short) 0x4001).putShort((short) 5);
    frame.put("hello".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals(frame.array(), scene.lastToClient().bytes());
    assertEquals(List.of(5), scene.straight);
    assertTrue(scene.toPeers.isEmpty());
  }

  @Test
  void channelToIndicationAndBack() {
    alice.bind(0x4000, atBob);
    bob.permit(atAlice);
    for (String text : List.of("", "1", "12", "123", "1234", "12345")) {
      alice.channelData(0x4000, text);
      heard(bob, atAlice, text);
    }
    bob.send(atAlice, "back");
    assertEquals(alice.address(), scene.lastToClient().client());
    assertEquals(0x4000, scene.lastToClient().datagram().getShort(0));
  }

  @Test
  void indicationToIndication() {
    alice.permit(atBob);
    bob.permit(atAlice);
    for (String text : List.of("", "1", "12", "123", "1234", "12345")) {
      alice.send(atBob, text);
      heard(bob, atAlice, text);
    }
  }

  @Test
  void withoutThePermissionOfEither() {
    int answers = scene.toClients.size();
    alice.send(atBob, "not permitted by alice");
    alice.permit(atBob);
    int afterPermit = scene.toClients.size();
    alice.send(atBob, "not permitted by bob");
    assertEquals(List.of(Drop.NO_PERMISSION, Drop.NO_PERMISSION), scene.drops);
    assertEquals(afterPermit, scene.toClients.size());
    assertTrue(afterPermit > answers && scene.toPeers.isEmpty());
  }

  @Test
  void afterThePermissionOfTheOtherIsOver() {
    bob.permit(atAlice);
    scene.pass(200);
    alice.bind(0x4000, atBob);
    alice.channelData(0x4000, "in time");
    scene.pass(100);
    alice.channelData(0x4000, "too late");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops);
  }

  @Test
  void toAnAllocationThatEnded() {
    alice.permit(atBob);
    bob.ask(Method.REFRESH, new Lifetime(0));
    alice.send(atBob, "anybody there?");
    assertTrue(scene.straight.isEmpty());
    assertEquals(atBob, scene.toPeers.getLast().peer(), "no shortcut to where nobody is");
  }

  private void heard(Client client, TransportAddress from, String text) {
    assertEquals(client.address(), scene.lastToClient().client());
    StunMessage message = Client.read(scene.lastToClient().bytes());
    assertEquals(from, Objects.requireNonNull(message.first(XorPeerAddress.class)).address());
    ByteBuffer data = Objects.requireNonNull(message.first(Data.class)).bytes();
    assertEquals(text, StandardCharsets.UTF_8.decode(data).toString());
  }
}
