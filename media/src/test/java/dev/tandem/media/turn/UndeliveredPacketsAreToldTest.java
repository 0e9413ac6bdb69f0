package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.Icmp;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: what the network says of an undelivered datagram reaches the client whose it was (RFC 8656
/// section 11.5), and nothing else does: no other kind of ICMP, nobody without a permission, no
/// more than ten a second. Method: words of the network on a stage, of each kind.
class UndeliveredPacketsAreToldTest {

  private static final Icmp PORT_UNREACHABLE = new Icmp(3, 3, 0);

  private final Scene scene = Scene.ofBothFamilies(true);
  private final Client alice = scene.client("alice", 1_000);
  private final int port = alice.allocate();

  @Test
  void theClientHearsWhichPeerAndWhy() {
    assertEquals(0, alice.permit(Scene.PEER));
    scene.toClients.clear();
    undelivered(Scene.PEER, PORT_UNREACHABLE);
    assertEquals(alice.address(), scene.lastToClient().client());
    StunMessage told = Client.read(scene.lastToClient().bytes());
    assertEquals(new MessageType(Method.DATA, MessageClass.INDICATION), told.type());
    assertEquals(new XorPeerAddress(Scene.PEER), told.first(XorPeerAddress.class));
    assertEquals(PORT_UNREACHABLE, told.first(Icmp.class));
    assertNull(told.first(Data.class));
  }

  @Test
  void onlyWhatWasTooBigTellsASize() {
    assertEquals(0, alice.permit(Scene.PEER));
    undelivered(Scene.PEER, new Icmp(3, 4, 1_280));
    assertEquals(new Icmp(3, 4, 1_280), lastTold());
    undelivered(Scene.PEER, new Icmp(3, 1, 1_280));
    assertEquals(new Icmp(3, 1, 0), lastTold());
  }

  @Test
  void otherKindsAndStrangersAreNotTold() {
    undelivered(Scene.PEER, PORT_UNREACHABLE);
    assertEquals(0, alice.permit(Scene.PEER));
    scene.toClients.clear();
    for (int kind : List.of(0, 4, 5, 8, 12, 127)) {
      undelivered(Scene.PEER, new Icmp(kind, 0, 0));
    }
    undelivered(new TransportAddress(IpAddress.v4(0x01010102), 4_000), PORT_UNREACHABLE);
    undelivered(Scene.PEER6, new Icmp(1, 4, 0));
    scene.machine.undelivered(scene.now, port + 1, Scene.PEER, PORT_UNREACHABLE, scene);
    scene.pass(RelayLimits.defaults().times().permission());
    undelivered(Scene.PEER, PORT_UNREACHABLE);
    assertEquals(List.of(), scene.toClients);
    assertEquals(11, Collections.frequency(scene.drops, Drop.NOT_TOLD));
  }

  @Test
  void tenASecond() {
    assertEquals(0, alice.permit(Scene.PEER));
    scene.toClients.clear();
    for (int second = 1; second <= 2; second++) {
      for (int i = 0; i < 100; i++) {
        undelivered(Scene.PEER, PORT_UNREACHABLE);
      }
      assertEquals(10 * second, scene.toClients.size());
      scene.pass(1);
    }
  }

  private void undelivered(TransportAddress peer, Icmp why) {
    scene.machine.undelivered(scene.now, port, peer, why, scene);
  }

  private Icmp lastTold() {
    Icmp told = Client.read(scene.lastToClient().bytes()).first(Icmp.class);
    if (told == null) {
      throw new AssertionError("Nothing was told");
    }
    return told;
  }
}
