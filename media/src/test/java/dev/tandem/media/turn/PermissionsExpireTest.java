package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: packets pass between an allocation and an address for 300 s after its permission, in both
/// directions, and not a moment longer. Method: one client, one peer, time moved by hand.
class PermissionsExpireTest {

  private final Scene scene = new Scene();
  private final Client client = scene.client("alice", 1_000);
  private int port;

  @BeforeEach
  void allocate() {
    port = client.allocate();
  }

  @Test
  void withoutPermissionNothingPasses() {
    client.send(Scene.PEER, "hello");
    scene.fromPeer(port, Scene.PEER, text("hello"));
    assertEquals(List.of(Drop.NO_PERMISSION, Drop.NO_PERMISSION), scene.drops);
    assertEquals(List.of(), scene.toPeers);
  }

  @Test
  void withPermissionBothDirectionsPass() {
    assertEquals(0, client.permit(Scene.PEER));
    client.send(Scene.PEER, "hello");
    assertEquals(port, scene.toPeers.getLast().port());
    assertEquals(Scene.PEER, scene.toPeers.getLast().peer());
    assertArrayEquals(text("hello"), scene.toPeers.getLast().bytes());
    for (String answer : new String[] {"", "a", "ab", "abc", "abcd", "abcde"}) {
      scene.fromPeer(port, Scene.PEER, text(answer));
      StunMessage indication = Client.read(scene.lastToClient().bytes());
      assertEquals(Method.DATA, indication.type().method());
      assertEquals(new XorPeerAddress(Scene.PEER), indication.first(XorPeerAddress.class));
      Data data = indication.first(Data.class);
      assertArrayEquals(text(answer), data == null ? null : Scene.bytes(data.bytes()));
    }
    assertEquals(List.of(), scene.drops);
  }

  @Test
  void permissionIsOfAnAddressWhateverThePort() {
    client.permit(new TransportAddress(Scene.PEER.ip(), 0));
    scene.fromPeer(port, new TransportAddress(Scene.PEER.ip(), 9), text("x"));
    scene.fromPeer(port, new TransportAddress(IpAddress.v4(0x01010102), 9), text("x"));
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops);
  }

  @Test
  void itEndsAfterFiveMinutes() {
    client.permit(Scene.PEER);
    scene.pass(299);
    scene.fromPeer(port, Scene.PEER, text("x"));
    client.send(Scene.PEER, "x");
    assertEquals(List.of(), scene.drops);
    scene.pass(1);
    scene.fromPeer(port, Scene.PEER, text("x"));
    client.send(Scene.PEER, "x");
    assertEquals(List.of(Drop.NO_PERMISSION, Drop.NO_PERMISSION), scene.drops);
  }

  @Test
  void askingAgainExtendsIt() {
    client.permit(Scene.PEER);
    scene.pass(200);
    client.permit(Scene.PEER);
    scene.pass(200);
    client.send(Scene.PEER, "x");
    assertEquals(1, scene.toPeers.size());
  }

  @Test
  void packetsDoNotExtendIt() {
    client.permit(Scene.PEER);
    for (int i = 0; i < 5; i++) {
      scene.pass(60);
      client.send(Scene.PEER, "x");
    }
    assertEquals(4, scene.toPeers.size());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
