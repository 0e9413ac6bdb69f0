package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.stun.AdditionalAddressFamily;
import dev.tandem.media.stun.DontFragment;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import dev.tandem.media.turn.PeerPolicy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a relay with an address of each family serves clients of both and reaches peers of both,
/// also from one allocation. Method: real sockets on 127.0.0.1 and ::1; skipped where the host has
/// no IPv6.
class RelayOfBothFamiliesTest {

  private static final InetAddress V4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("::1");

  @ParameterizedTest
  @EnumSource
  void clientsAndPeersOfBoth(DataPath path) throws Exception {
    assumeTrue(
        path == DataPath.NIO || DataPath.best() == path, () -> "skipped: no " + path + " here");
    assumeTrue(hasV6(), "skipped: this host has no IPv6 on loopback");
    RelaySettings settings =
        RelayUnderTest.settings(0, PeerPolicy.withLoopback())
            .withOther(new RelaySettings.Home(new InetSocketAddress(V6, 0), V6));
    try (Relay relay = Relay.start(settings, path);
        TurnClient alice = RelayUnderTest.client(relay.addresses().get(0), "alice");
        TurnClient bob = RelayUnderTest.client(relay.addresses().get(1), "bob");
        DatagramSocket peer4 = peer(V4);
        DatagramSocket peer6 = peer(V6)) {
      List<TransportAddress> atAlice = both(alice);
      List<TransportAddress> atBob = both(bob);
      assertEquals(
          List.of(Family.IPV4, Family.IPV6), atBob.stream().map(a -> a.ip().family()).toList());
      echo(alice, atAlice.get(0), peer4);
      echo(alice, atAlice.get(1), peer6);
      echo(bob, atBob.get(0), peer4);
      echo(bob, atBob.get(1), peer6);
      alice.permit(atBob.get(1));
      bob.permit(atAlice.get(1));
      bob.send(atAlice.get(1), "from a client over IPv6");
      assertEquals(atBob.get(1) + " from a client over IPv6", alice.hear());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatMayNotBeCut(DataPath path) throws Exception {
    try (Relay relay = RelayUnderTest.start(path);
        TurnClient alice = RelayUnderTest.client(relay.address(), "alice");
        DatagramSocket peer = peer(V4)) {
      alice.ask(Method.ALLOCATE, new RequestedTransport(17), new DontFragment());
      TransportAddress at = TransportAddress.of((InetSocketAddress) peer.getLocalSocketAddress());
      alice.permit(at);
      alice.sendWhole(at, "whole");
      assertEquals("whole", text(heardBy(peer)));
      alice.send(at, "as you like");
      assertEquals("as you like", text(heardBy(peer)));
    }
  }

  private static List<TransportAddress> both(TurnClient client) throws Exception {
    StunMessage answer =
        client.ask(Method.ALLOCATE, new RequestedTransport(17), new AdditionalAddressFamily(2));
    return answer.all(XorRelayedAddress.class).stream().map(XorRelayedAddress::address).toList();
  }

  private static void echo(TurnClient client, TransportAddress relayed, DatagramSocket peer)
      throws Exception {
    TransportAddress at = TransportAddress.of((InetSocketAddress) peer.getLocalSocketAddress());
    client.permit(at);
    client.send(at, "ping");
    DatagramPacket got = heardBy(peer);
    assertEquals("ping", text(got));
    assertEquals(relayed, TransportAddress.of((InetSocketAddress) got.getSocketAddress()));
    peer.send(got);
    assertEquals(at + " ping", client.hear());
  }

  private static DatagramPacket heardBy(DatagramSocket peer) throws Exception {
    DatagramPacket got = new DatagramPacket(new byte[2_000], 2_000);
    peer.receive(got);
    return got;
  }

  private static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  private static DatagramSocket peer(InetAddress address) throws Exception {
    DatagramSocket socket = new DatagramSocket(0, address);
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static boolean hasV6() {
    try (DatagramSocket _ = new DatagramSocket(0, V6)) {
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }
}
