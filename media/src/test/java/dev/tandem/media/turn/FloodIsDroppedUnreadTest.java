package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.TransportAddress;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// Goal: of a flood of requests, signed or not, only so many a second are read that a call can
/// start; what is relayed is never counted, and others are served. Method: floods on a stage with
/// the usual limits, from one port and from all ports of an address.
class FloodIsDroppedUnreadTest {

  private static final RelayLimits LIMITS = RelayLimits.defaults();
  private static final int A_SOURCE = LIMITS.asking().perSource();
  private static final int AN_ADDRESS = LIMITS.asking().perAddress();

  private final Scene scene = new Scene(Scene.settings(PeerPolicy.strict(), LIMITS));

  @Test
  void signedRequestsOfOneSource() {
    Client flooder = scene.client("flooder", 1_000);
    assertEquals(0, flooder.allocateError());
    scene.pass(1);
    scene.toClients.clear();
    byte[] request = signed(flooder);
    for (int i = 0; i < 10_000; i++) {
      scene.fromClient(flooder.address(), request);
    }
    assertEquals(A_SOURCE, scene.toClients.size());
    assertEquals(10_000 - A_SOURCE, unread());
    scene.pass(1);
    assertEquals(0, flooder.permit(Scene.PEER), "a second later it is heard again");
  }

  @Test
  void signedRequestsOfOneCredentialFromEverywhere() {
    int answered = 0;
    for (int i = 0; i < 100; i++) {
      TransportAddress at = new TransportAddress(IpAddress.v4(0x07070707 + i), 1_000);
      Client flooder = scene.client("flooder", at);
      flooder.challenge();
      scene.toClients.clear();
      for (int again = 0; again < 20; again++) {
        scene.fromClient(flooder.address(), signed(flooder));
      }
      answered += scene.toClients.size();
    }
    assertEquals(LIMITS.asking().perCredential(), answered);
    assertEquals(2_000 - answered, unread());
    assertEquals(0, scene.client("other", 5_000).allocateError());
    scene.pass(1);
    assertEquals(0, scene.client("flooder", 5_001).allocateError(), "a second later");
  }

  @Test
  void nobodyCanUseUpAnothersCredential() {
    Client alice = scene.client("alice", 1_000);
    assertEquals(0, alice.allocateError());
    String username = alice.username();
    for (int i = 0; i < 100; i++) {
      TransportAddress at = new TransportAddress(IpAddress.v4(0x07070707 + i), 1_000);
      Client forger = new Client(scene, at, username, "guess");
      forger.challenge();
      for (int again = 0; again < 20; again++) {
        scene.fromClient(at, signed(forger));
      }
    }
    assertEquals(0, alice.permit(Scene.PEER));
  }

  @Test
  void requestsFromAllPortsOfAnAddress() {
    for (int port = 1_000; port < 11_000; port++) {
      Client stranger = scene.client("stranger", port);
      scene.fromClient(
          stranger.address(),
          stranger.unsigned(Method.ALLOCATE, MessageClass.REQUEST, new RequestedTransport(17)));
    }
    assertTrue(unread() >= 10_000 - AN_ADDRESS, () -> unread() + " were not read");
    TransportAddress elsewhere = new TransportAddress(IpAddress.v4(0x06060606), 1_000);
    assertEquals(0, scene.client("other", elsewhere).allocateError());
  }

  @Test
  void whatIsRelayedIsNoRequest() {
    Client alice = scene.client("alice", 1_000);
    int port = alice.allocate();
    assertEquals(0, alice.bind(0x4000, Scene.PEER));
    for (int i = 0; i < 1_000; i++) {
      alice.channelData(0x4000, "one");
      alice.send(Scene.PEER, "two");
      scene.fromPeer(port, Scene.PEER, new byte[] {3});
    }
    assertEquals(2_000, scene.toPeers.size());
    assertEquals(0, unread());
  }

  private static byte[] signed(Client client) {
    return client.request(Method.ALLOCATE, client.nextId(), new RequestedTransport(17));
  }

  private int unread() {
    return Collections.frequency(scene.drops, Drop.TOO_MANY_REQUESTS);
  }
}
