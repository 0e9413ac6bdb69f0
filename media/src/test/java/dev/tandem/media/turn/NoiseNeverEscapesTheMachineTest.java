package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedAddressFamily;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.ReservationToken;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: no order of requests, good or broken, throws, leaks a port, or reaches a peer that is not
/// permitted. Method: seeded: signed requests with random attributes, changed and random bytes,
/// random packets at relayed ports, time moving on; at the end everything must expire.
class NoiseNeverEscapesTheMachineTest {

  private static final int STEPS = 200_000;
  private static final int CLIENTS = 12;

  @Test
  void everythingIsAnsweredDroppedOrRelayedAndEnds() {
    long seed = Long.getLong("tandem.seed", 20_261_121L);
    Random random = new Random(seed);
    Scene scene =
        Scene.limited(
            Scene.atMost(10, 3)
                .withPeers(new RelayLimits.Peers(3, 3))
                .withStrangers(new RelayLimits.Strangers(1_000_000, 1_000_000)));
    for (int step = 0; step < STEPS; step++) {
      try {
        step(scene, random);
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", step " + step, e);
      }
      for (Scene.ToPeer sent : scene.toPeers) {
        assertTrue(PeerPolicy.strict().permits(sent.peer().ip()), () -> "seed " + seed);
      }
      scene.toPeers.clear();
      scene.drops.clear();
      scene.toClients.clear();
    }
    scene.pass(3_600);
    scene.machine.expire(scene.now, scene);
    assertEquals(0, scene.machine.allocations());
    assertTrue(scene.open.isEmpty(), () -> "ports left open, seed " + seed);
    assertEquals(TurnServer.NEVER, scene.machine.deadline());
    assertTrue(scene.machine.allocationsMade() > 1_000, "the noise reaches the depths");
  }

  private static void step(Scene scene, Random random) {
    int who = random.nextInt(CLIENTS);
    if (random.nextInt(20) == 0) {
      scene.pass(random.nextInt(120));
    }
    Client client =
        new Client(
            scene,
            new TransportAddress(IpAddress.v4(0x05050505), 1_000 + who),
            RelayCredentials.issue(
                Scene.SECRET, "user " + who % 4, Scene.NOON.plusSeconds(1_000_000_000)));
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] bytes = new byte[random.nextInt(80)];
        random.nextBytes(bytes);
        scene.fromClient(client.address(), bytes);
      }
      case 1 -> {
        int port = 50_000 + random.nextInt(100);
        scene.fromPeer(port, peer(random), new byte[random.nextInt(40)]);
      }
      case 2 -> {
        client.channelData(0x4000 + random.nextInt(4), "x".repeat(random.nextInt(9)));
        client.send(peer(random), "x");
      }
      default -> {
        client.challenge();
        byte[] request = client.request(method(random), client.nextId(), attributes(random));
        if (random.nextInt(8) == 0) {
          request[random.nextInt(request.length)] ^= (byte) (1 << random.nextInt(8));
        }
        scene.fromClient(client.address(), request);
      }
    }
    if (random.nextInt(50) == 0) {
      scene.fromClient(client.address(), client.unsigned(method(random), MessageClass.INDICATION));
    }
  }

  private static Method method(Random random) {
    Method[] all = Method.values();
    return all[random.nextInt(all.length)];
  }

  private static Attribute[] attributes(Random random) {
    Attribute[] chosen = new Attribute[1 + random.nextInt(4)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] =
          switch (random.nextInt(8)) {
            case 0 -> new ChannelNumber(0x4000 + random.nextInt(4));
            case 1 -> new EvenPort(random.nextBoolean());
            case 2 -> new Lifetime(random.nextInt(5) == 0 ? 0 : random.nextInt(5_000));
            case 3 -> new RequestedAddressFamily(random.nextInt(3));
            case 4 -> new ReservationToken(random.nextInt(3));
            case 5 -> new XorPeerAddress(peer(random));
            default -> new RequestedTransport(random.nextInt(9) == 0 ? 6 : 17);
          };
    }
    return chosen;
  }

  /// Public ones mostly, and some that must never be reached.
  private static TransportAddress peer(Random random) {
    int[] hosts = {0x01010101, 0x01010102, 0x01010103, 0x01010104, 0x7f000001, 0x0a000001};
    return new TransportAddress(
        IpAddress.v4(hosts[random.nextInt(hosts.length)]), random.nextInt(3));
  }
}
