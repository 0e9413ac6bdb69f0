package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.TransportAddress;
import org.junit.jupiter.api.Test;

/// Goal: a flood of unproved requests is answered ten times a second a source and a hundred times
/// an address, and nobody else notices. Method: floods on a stage, from one port, from many, with a
/// wrong password; then another's Allocate.
class StrangersGetFewRefusalsTest {

  private final Scene scene = new Scene();

  @Test
  void tenASecondToOnePort() {
    Client stranger = scene.client("stranger", 1);
    for (int second = 1; second <= 3; second++) {
      flood(stranger, 1_000);
      assertEquals(10 * second, scene.toClients.size());
      scene.pass(1);
    }
    assertEquals(2_970, scene.drops.stream().filter(Drop.TOO_MANY_REFUSALS::equals).count());
  }

  @Test
  void aHundredASecondToOneAddress() {
    for (int port = 1; port <= 1_000; port++) {
      flood(scene.client("stranger", port), 2);
    }
    int answered = scene.toClients.size();
    assertTrue(answered <= 100 && answered > 50, () -> answered + " answers");
  }

  @Test
  void othersAreAnswered() {
    flood(scene.client("stranger", 1), 10_000);
    assertEquals(0, scene.client("alice", 2).allocateError(), "another port behind the same NAT");
    TransportAddress elsewhere = new TransportAddress(IpAddress.v4(0x06060606), 1);
    Client bob =
        new Client(
            scene,
            elsewhere,
            RelayCredentials.issue(Scene.SECRET, "bob", Scene.NOON.plusSeconds(60)));
    assertEquals(0, bob.allocateError());
  }

  @Test
  void passwordsCannotBeTriedFaster() {
    Client guesser =
        new Client(
            scene,
            new TransportAddress(IpAddress.v4(0x07070707), 7),
            Scene.NOON.plusSeconds(60).getEpochSecond() + ":alice",
            "guess");
    guesser.challenge();
    for (int i = 0; i < 1_000; i++) {
      scene.fromClient(
          guesser.address(),
          guesser.request(Method.ALLOCATE, guesser.nextId(), new RequestedTransport(17)));
    }
    assertEquals(10, scene.toClients.size());
  }

  private void flood(Client stranger, int requests) {
    for (int i = 0; i < requests; i++) {
      scene.fromClient(
          stranger.address(),
          stranger.unsigned(Method.ALLOCATE, MessageClass.REQUEST, new RequestedTransport(17)));
    }
  }
}
