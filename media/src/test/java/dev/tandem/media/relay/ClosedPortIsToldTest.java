package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.stun.Icmp;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Goal: on Linux a client hears that nobody listens at its peer's port, and what it sends to
/// another peer meanwhile is not lost for it. Method: a real relay, a port on loopback that was
/// just closed and one that is open, datagrams to both in turn.
class ClosedPortIsToldTest {

  @Test
  void andTheOtherPeerGetsAll() throws Exception {
    assumeTrue(DataPath.best() == DataPath.LINUX, "skipped: no Linux data path here");
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (Relay relay = RelayUnderTest.start(DataPath.LINUX);
        DatagramSocket open = new DatagramSocket(0, loopback);
        TurnClient client = RelayUnderTest.client(relay.address(), "alice")) {
      open.setSoTimeout(5_000);
      TransportAddress listening =
          TransportAddress.of((InetSocketAddress) open.getLocalSocketAddress());
      TransportAddress closed = closedPort(loopback);
      client.allocate();
      client.permit(listening);
      for (int i = 0; i < 5; i++) {
        client.send(closed, "to nobody");
        client.send(listening, "packet " + i);
        var told = client.message();
        assertEquals(new XorPeerAddress(closed), told.first(XorPeerAddress.class));
        assertEquals(new Icmp(3, 3, 0), told.first(Icmp.class));
        assertEquals("packet " + i, received(open));
      }
    }
  }

  private static String received(DatagramSocket socket) throws Exception {
    var packet = new java.net.DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }

  private static TransportAddress closedPort(InetAddress loopback) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, loopback)) {
      return TransportAddress.of((InetSocketAddress) socket.getLocalSocketAddress());
    }
  }
}
