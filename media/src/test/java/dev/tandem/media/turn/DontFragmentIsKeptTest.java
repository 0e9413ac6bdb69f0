package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.DontFragment;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.UnknownAttributes;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: DONT-FRAGMENT reaches the socket with its packet and no other, and a platform that cannot
/// says so (RFC 8656 sections 7.2 and 11.2). Method: a machine that may and one that may not.
class DontFragmentIsKeptTest {

  @Test
  void whereThePlatformCan() {
    Scene scene = Scene.ofBothFamilies(true);
    Client alice = scene.client("alice", 1_000);
    alice.allocate(new DontFragment());
    alice.permit(Scene.PEER);
    whole(scene, alice);
    alice.send(Scene.PEER, "may be cut");
    assertTrue(scene.toPeers.get(0).whole());
    assertFalse(scene.toPeers.get(1).whole());
  }

  @Test
  void whereItCannot() {
    Scene scene = Scene.ofBothFamilies(false);
    Client alice = scene.client("alice", 1_000);
    StunMessage answer = alice.ask(Method.ALLOCATE, new RequestedTransport(17), new DontFragment());
    assertEquals(420, Client.code(answer));
    assertEquals(
        new UnknownAttributes(List.of(DontFragment.TYPE)), answer.first(UnknownAttributes.class));
    alice.allocate();
    alice.permit(Scene.PEER);
    whole(scene, alice);
    assertEquals(List.of(), scene.toPeers);
    assertEquals(List.of(Drop.MALFORMED), scene.drops);
  }

  private static void whole(Scene scene, Client client) {
    scene.fromClient(
        client.address(),
        client.unsigned(
            Method.SEND,
            MessageClass.INDICATION,
            new XorPeerAddress(Scene.PEER),
            new DontFragment(),
            new Data(ByteBuffer.allocate(100))));
  }
}
