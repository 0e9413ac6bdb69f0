package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.XorMappedAddress;
import dev.tandem.media.turn.PeerPolicy;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/// Goal: over TCP a message may come in any pieces, several may come at once, and what is neither
/// STUN nor ChannelData ends the connection. Method: a plain socket and Binding requests.
class StreamIsCutIntoFramesTest {

  private static final byte[] BINDING =
      ByteBuffer.allocate(20).putInt(0x00010000).putInt(0x2112A442).putInt(1).array();

  @Test
  void inPiecesAndInHeaps() throws Exception {
    try (Relay relay = start();
        Socket socket = connected(relay)) {
      OutputStream out = socket.getOutputStream();
      for (byte one : BINDING) {
        out.write(one);
        out.flush();
      }
      answered(socket);
      out.write(ByteBuffer.allocate(40).put(BINDING).put(BINDING).array());
      answered(socket);
      answered(socket);
      out.write(ByteBuffer.allocate(28).putInt(0x40000001).putInt(0x78000000).put(BINDING).array());
      answered(socket);
      assertEquals(0, relay.counters().allocations());
    }
  }

  @Test
  void whatIsNeitherIsCutOff() throws Exception {
    for (int start : new int[] {0x80000000, 0x00010002, 0x0001fffc, 0x7fffffff, 0x47455420}) {
      try (Relay relay = start();
          Socket socket = connected(relay)) {
        socket.getOutputStream().write(ByteBuffer.allocate(4).putInt(start).array());
        assertEquals(-1, socket.getInputStream().read(), Integer.toHexString(start));
        try (Socket other = connected(relay)) {
          other.getOutputStream().write(BINDING);
          answered(other);
        }
      }
    }
  }

  private static void answered(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] header = in.readNBytes(20);
    byte[] body = in.readNBytes(ByteBuffer.wrap(header).getShort(2));
    ByteBuffer whole = ByteBuffer.allocate(20 + body.length).put(header).put(body).flip();
    StunMessage answer = ((Reading.Read) StunParser.parse(whole)).message();
    assertNotNull(answer.first(XorMappedAddress.class));
  }

  private static Socket connected(Relay relay) throws IOException {
    InetSocketAddress address = relay.streamAddresses().getFirst();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static Relay start() {
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    return Relay.start(
        RelayUnderTest.settings(0, PeerPolicy.withLoopback()).withStreams(StreamListener.tcp(any)));
  }
}
