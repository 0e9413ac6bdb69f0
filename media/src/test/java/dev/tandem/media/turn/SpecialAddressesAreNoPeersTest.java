package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.SharedFacts;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: nobody reaches loopback, private or other special addresses through the relay, in whatever
/// form. Method: the shared list of denied peers against policy and machine; then what
/// configuration may open.
class SpecialAddressesAreNoPeersTest {

  @Test
  void sharedListIsRefusedEverywhere() throws Exception {
    JsonObject facts = SharedFacts.vectors("turn-denied_peers.json");
    for (Object row : facts.getJsonArray("denied")) {
      IpAddress ip = address(((JsonObject) row).getString("peer"));
      assertFalse(PeerPolicy.strict().permits(ip), () -> "permitted " + ip);
      refusedByTheMachine(ip);
    }
    for (Object row : facts.getJsonArray("allowed_controls")) {
      IpAddress ip = address(((JsonObject) row).getString("peer"));
      assertTrue(PeerPolicy.strict().permits(ip), () -> "refused " + ip);
    }
  }

  @Test
  void embeddedAddressesAreFound() {
    for (String hidden :
        new String[] {
          "::127.0.0.1",
          "::ffff:127.0.0.1",
          "64:ff9b::127.0.0.1",
          "2002:7f00:1::",
          "2001:0:1:2:3:4:80ff:fffe", // Teredo turns the bits
        }) {
      assertEquals(IpAddress.v4(0x7f000001), SpecialPurpose.embedded(address(hidden)), hidden);
    }
  }

  @Test
  void loopbackOpensLoopbackOnly() {
    PeerPolicy demo = PeerPolicy.withLoopback();
    assertTrue(demo.permits(address("127.0.0.1")));
    assertTrue(demo.permits(address("::1")));
    assertTrue(demo.permits(address("8.8.8.8")));
    for (String other :
        new String[] {"0.0.0.0", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"}) {
      assertFalse(demo.permits(address(other)), other);
    }
  }

  @Test
  void aListOpensItsRangesButNeverMulticastOrUnspecified() {
    PeerPolicy policy =
        new PeerPolicy(
            false,
            List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("172.16.0.0/12"), Cidr.parse("fd00::/8")),
            Set.of());
    assertTrue(policy.permits(address("10.1.2.3")));
    assertTrue(policy.permits(address("fd00::1")));
    for (String never : new String[] {"0.0.0.0", "224.0.0.1", "255.255.255.255", "::", "ff02::1"}) {
      assertFalse(policy.permits(address(never)), never);
    }
    assertFalse(policy.permits(address("64:ff9b::10.1.2.3")), "the outer range is not listed");
  }

  @Test
  void ownAddressesAreDeniedEvenWhenListed() {
    PeerPolicy policy =
        new PeerPolicy(false, List.of(Cidr.parse("10.0.0.0/8")), Set.of())
            .denying(Set.of(address("10.0.0.5")));
    assertTrue(policy.permits(address("10.0.0.4")));
    assertFalse(policy.permits(address("10.0.0.5")));
  }

  @Test
  void theRelaysOwnAddressIsOpenForRelayedPortsOnly() {
    Scene scene =
        new Scene(
            Scene.settings(
                PeerPolicy.strict().denying(Set.of(Scene.RELAY)), RelayLimits.defaults()));
    Client client = scene.client("alice", 1);
    int port = client.allocate();
    assertEquals(0, client.permit(new TransportAddress(Scene.RELAY, 0)));
    assertEquals(403, client.bind(0x4000, new TransportAddress(Scene.RELAY, 5_432)));
    assertEquals(0, client.bind(0x4000, new TransportAddress(Scene.RELAY, 50_001)));
    client.send(new TransportAddress(Scene.RELAY, 5_432), "x");
    scene.fromPeer(port, new TransportAddress(Scene.RELAY, 53), new byte[1]);
    assertEquals(List.of(Drop.PEER_REFUSED, Drop.PEER_REFUSED), scene.drops);
    client.send(new TransportAddress(Scene.RELAY, 50_002), "x");
    client.channelData(0x4000, "x");
    assertEquals(2, scene.toPeers.size());
  }

  @Test
  void rangesAreReadStrictly() {
    for (String wrong :
        new String[] {
          "10.0.0.1/8",
          "10.0.0.0/33",
          "::/129",
          "10.0.0.0/-1",
          "10.0.0.0/x",
          "localhost",
          "",
          "1.2.3/8x"
        }) {
      assertThrows(IllegalArgumentException.class, () -> Cidr.parse(wrong), wrong);
    }
    assertTrue(Cidr.parse("2001:db8::/33").contains(address("2001:db8:7fff::1")));
    assertFalse(Cidr.parse("2001:db8::/33").contains(address("2001:db8:8000::1")));
    assertFalse(Cidr.parse("2001:db8::5").contains(address("2001:db8::4")));
    assertTrue(Cidr.parse("::/0").contains(address("2001:db8::4")));
    assertFalse(Cidr.parse("::/0").contains(address("1.2.3.4")));
  }

  private static void refusedByTheMachine(IpAddress ip) {
    IpAddress relay =
        ip.family() == Family.IPV4 ? Scene.RELAY : IpAddress.v6(0x26064700_47000000L, 1);
    Scene scene =
        new Scene(
            new TurnSettings(
                Scene.REALM,
                Scene.SECRET,
                relay,
                50_000,
                50_099,
                PeerPolicy.strict(),
                RelayLimits.defaults()));
    Client client = scene.client("alice", 1);
    client.allocate();
    TransportAddress peer = new TransportAddress(ip, 80);
    assertEquals(403, client.permit(peer), ip::toString);
    assertEquals(403, client.bind(0x4000, peer), ip::toString);
    client.send(peer, "x");
    assertEquals(List.of(Drop.PEER_REFUSED), scene.drops, ip::toString);
    assertEquals(List.of(), scene.toPeers);
  }

  /// `java.net` unwraps IPv4-mapped addresses; this keeps them as they are written.
  private static IpAddress address(String text) {
    IpAddress read = IpAddress.of(InetAddress.ofLiteral(text));
    return text.contains(":") && read.family() == Family.IPV4
        ? IpAddress.v6(0, 0xffff_0000_0000L | read.low())
        : read;
  }
}
