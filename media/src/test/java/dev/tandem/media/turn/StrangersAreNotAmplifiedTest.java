package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.UnknownAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: with a forged source, this server sends a victim at most three times what the forger
/// spent. Method: the shortest requests of every method, at the longest realm allowed, over both
/// families.
class StrangersAreNotAmplifiedTest {

  @Test
  void answersAreAtMostThreeTimesTheQuestion() {
    TurnSettings settings =
        new TurnSettings(
            "relay.tandem.example.com", // 24 bytes
            Scene.SECRET,
            Scene.RELAY,
            50_000,
            50_099,
            PeerPolicy.strict(),
            RelayLimits.defaults());
    Scene scene = new Scene(settings);
    for (IpAddress ip : List.of(IpAddress.v4(0x09090909), IpAddress.v6(0x26064700_47000000L, 1))) {
      Client client = new Client(scene, new TransportAddress(ip, 9), "1:a", "unused");
      for (Method method : Method.values()) {
        for (MessageClass kind : MessageClass.values()) {
          bounded(scene, client, client.unsigned(method, kind));
          bounded(scene, client, client.unsigned(method, kind, new UnknownAttribute(0x7000)));
        }
      }
      int before = scene.toClients.size();
      bounded(
          scene,
          client,
          client.unsigned(Method.ALLOCATE, MessageClass.REQUEST, new RequestedTransport(17)));
      assertEquals(before + 1, scene.toClients.size(), "a browser's first Allocate is answered");
    }
    assertTrue(scene.drops.contains(Drop.WOULD_AMPLIFY));
    assertTrue(scene.drops.contains(Drop.NOT_FOR_SERVERS));
  }

  private static void bounded(Scene scene, Client client, byte[] request) {
    int before = scene.toClients.size();
    scene.fromClient(client.address(), request);
    for (Scene.ToClient answer : scene.toClients.subList(before, scene.toClients.size())) {
      assertTrue(answer.bytes().length <= 3 * request.length);
    }
  }
}
