package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a channel is one peer's and a peer's one channel, for 600 s, and carries bytes both ways
/// (RFC 8656 section 12). Method: one client, two peers, time moved by hand.
class ChannelsAreBoundAndReboundTest {

  private static final TransportAddress OTHER =
      new TransportAddress(IpAddress.v4(0x02020202), 5_000);

  private final Scene scene = new Scene();
  private final Client client = scene.client("alice", 1_000);
  private int port;

  @BeforeEach
  void allocate() {
    port = client.allocate();
  }

  @Test
  void itCarriesBothDirectionsAndIsAPermission() {
    assertEquals(0, client.bind(0x4000, Scene.PEER));
    client.channelData(0x4000, "hello");
    assertArrayEquals("hello".getBytes(StandardCharsets.UTF_8), scene.toPeers.getLast().bytes());
    assertEquals(Scene.PEER, scene.toPeers.getLast().peer());
    scene.fromPeer(port, Scene.PEER, new byte[] {1, 2, 3});
    assertArrayEquals(new byte[] {0x40, 0, 0, 3, 1, 2, 3}, scene.lastToClient().bytes());
    scene.fromPeer(port, new TransportAddress(Scene.PEER.ip(), 1), new byte[] {1});
    assertEquals(
        Method.DATA, Client.read(scene.lastToClient().bytes()).type().method(), "another port");
  }

  @Test
  void numbersOfOlderClientsAreTaken() {
    assertEquals(0, client.bind(0x7FFE, Scene.PEER));
    client.channelData(0x7FFE, "x");
    assertEquals(1, scene.toPeers.size());
  }

  @Test
  void numbersOutOfRangeAre400() {
    for (int number : new int[] {0, 0x3FFF, 0x7FFF, 0x8000, 0xFFFF}) {
      assertEquals(400, client.bind(number, Scene.PEER));
    }
    assertEquals(400, client.bind(0x4000, new TransportAddress(Scene.PEER.ip(), 0)));
    assertEquals(400, Client.code(client.ask(Method.CHANNEL_BIND, new ChannelNumber(0x4000))));
    assertEquals(400, Client.code(client.ask(Method.CHANNEL_BIND, new XorPeerAddress(OTHER))));
  }

  @Test
  void aNumberStaysItsPeersAndAPeerKeepsItsNumber() {
    client.bind(0x4000, Scene.PEER);
    assertEquals(400, client.bind(0x4000, OTHER));
    assertEquals(400, client.bind(0x4001, Scene.PEER));
    client.send(OTHER, "x");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops, "a refusal leaves no permission");
    assertEquals(0, client.bind(0x4000, Scene.PEER), "the same again extends");
    assertEquals(0, client.bind(0x4001, OTHER));
  }

  @Test
  void itEndsAfterTenMinutesAndMayThenBeAnothers() {
    client.bind(0x4000, Scene.PEER);
    scene.pass(550);
    client.ask(Method.REFRESH);
    client.permit(Scene.PEER);
    client.channelData(0x4000, "x");
    assertEquals(1, scene.toPeers.size());
    scene.pass(50);
    client.channelData(0x4000, "x");
    assertEquals(List.of(Drop.NO_CHANNEL), scene.drops);
    assertEquals(0, client.bind(0x4000, OTHER));
    client.channelData(0x4000, "x");
    assertEquals(OTHER, scene.toPeers.getLast().peer());
  }

  @Test
  void itsPermissionEndsBeforeIt() {
    client.bind(0x4000, Scene.PEER);
    scene.pass(300);
    client.channelData(0x4000, "x");
    assertEquals(List.of(Drop.NO_PERMISSION), scene.drops);
    client.bind(0x4000, Scene.PEER);
    client.channelData(0x4000, "x");
    assertEquals(1, scene.toPeers.size());
  }

  @Test
  void oddFramesAreDroppedOrTrimmed() {
    client.bind(0x4000, Scene.PEER);
    scene.fromClient(client.address(), new byte[] {0x40, 0, 0});
    scene.fromClient(client.address(), new byte[] {0x40, 0, 0, 2, 1});
    scene.fromClient(client.address(), new byte[] {0x40, 1, 0, 1, 1});
    scene.fromClient(client.address(), new byte[] {0x7F, (byte) 0xFF, 0, 1, 1});
    scene.fromClient(OTHER, new byte[] {0x40, 0, 0, 1, 1});
    assertEquals(
        List.of(
            Drop.MALFORMED, Drop.MALFORMED, Drop.NO_CHANNEL, Drop.MALFORMED, Drop.NO_ALLOCATION),
        scene.drops);
    scene.fromClient(client.address(), new byte[] {0x40, 0, 0, 1, 9, 0, 0, 0});
    assertArrayEquals(new byte[] {9}, scene.toPeers.getLast().bytes(), "padding is not relayed");
  }
}
