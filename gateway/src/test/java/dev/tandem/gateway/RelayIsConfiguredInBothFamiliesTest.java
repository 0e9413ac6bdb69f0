package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigException;
import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.media.relay.RelaySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: an operator gives the relay an address of each IP family and a number of loops, by YAML or
/// environment; it answers in both families over UDP and TCP; what does not fit is told.
///
/// Method: settings read as at start, and a relay process on 127.0.0.1 and ::1 that is asked for a
/// Binding (RFC 8489) over each.
final class RelayIsConfiguredInBothFamiliesTest {
  private static final String OTHER = "TANDEM_RELAY_OTHER_ADDRESS";
  private static final Map<String, String> OPEN =
      Map.of("TANDEM_PUBLIC_URL", "https://phone.example", "TANDEM_RELAY_ADDRESS", "192.0.2.7");

  @Test
  void itAnswersInBoth() throws Exception {
    assumeTrue(hasIpv6(), "this machine has no ::1");
    try (RelayAlone relay = RelayAlone.start(Map.of(OTHER, "::1", "TANDEM_RELAY_LOOPS", "1"))) {
      for (String host : List.of("127.0.0.1", "::1")) {
        InetSocketAddress at = new InetSocketAddress(InetAddress.ofLiteral(host), relay.port());
        assertEquals(0x0101, typeOf(overUdp(at)), host);
        assertEquals(0x0101, typeOf(overTcp(at)), host);
      }
    }
  }

  @Test
  void withoutASettingItHasOneFamilyAndALoopACore() {
    Config.Relay relay = ConfigReader.read(OPEN).relay();
    assertTrue(relay.other().isEmpty());
    assertEquals(RelaySettings.loopsOfThisMachine(), relay.loops());
  }

  @Test
  void theFileSaysItToo(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("tandem.yaml");
    Files.writeString(
        file,
        """
        public_url: https://phone.example
        relay_address: 192.0.2.7
        relay_other_address: "2001:db8::7"
        relay_loops: 3
        """);
    Config.Relay relay = ConfigReader.read(Map.of("TANDEM_CONFIG", file.toString())).relay();
    Config.RelayHome other = relay.other().orElseThrow();
    assertEquals(InetAddress.ofLiteral("2001:db8::7"), other.address());
    assertTrue(other.listenAddress().isAnyLocalAddress());
    assertEquals(3, relay.loops());
    assertEquals(
        List.of(
            "turn:192.0.2.7:3478?transport=udp",
            "turn:[2001:db8:0:0:0:0:0:7]:3478?transport=udp",
            "turn:192.0.2.7:3478?transport=tcp",
            "turns:phone.example:5349?transport=tcp"),
        RelayUrls.of(relay, "phone.example"));
  }

  @Test
  void withoutTlsTheSecondFamilyIsNamedOverTcp() {
    Config.Relay relay = ConfigReader.read(Map.of(OTHER, "::1")).relay();
    assertEquals(
        Optional.of(InetAddress.ofLiteral("::1")),
        relay.other().map(Config.RelayHome::listenAddress));
    assertEquals(
        "turn:[0:0:0:0:0:0:0:1]:3478?transport=tcp", RelayUrls.of(relay, "localhost").getLast());
  }

  @Test
  void whatDoesNotFitIsTold() throws IOException {
    assertTrue(refused(OTHER, "192.0.2.8").contains("one IPv4 and one IPv6"));
    assertTrue(refused(OTHER, "phone.example").contains("must be an IP address"));
    assertTrue(refused("TANDEM_RELAY_OTHER_LISTEN_ADDRESS", "::").contains("needs " + OTHER));
    assertTrue(
        refused(OTHER, "2001:db8::7", "TANDEM_RELAY_OTHER_LISTEN_ADDRESS", "0.0.0.0")
            .contains("must be of the family of " + OTHER));
    assertTrue(refused("TANDEM_RELAY_LOOPS", "0").contains("whole number from 1 to 64"));
    StringWriter said = new StringWriter();
    Map<String, String> environment = RelayAlone.environment(Map.of(OTHER, "127.0.0.2"));
    assertEquals(78, Main.run(new String[] {"relay"}, environment, new PrintWriter(said, true)));
    assertTrue(said.toString().contains(OTHER), said.toString());
    assertFalse(said.toString().contains(RelayAlone.SECRET), said.toString());
  }

  private static String refused(String... more) {
    Map<String, String> environment = new java.util.HashMap<>(OPEN);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> ConfigReader.read(environment));
    return String.valueOf(refusal.getMessage());
  }

  private static ByteBuffer binding() {
    return ByteBuffer.allocate(20).putInt(0x00010000).putInt(0x2112A442).putLong(7).putInt(7);
  }

  private static byte[] overUdp(InetSocketAddress relay) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, relay.getAddress())) {
      socket.setSoTimeout(5_000);
      socket.send(new DatagramPacket(binding().array(), 20, relay));
      DatagramPacket answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      return answer.getData();
    }
  }

  private static byte[] overTcp(InetSocketAddress relay) throws IOException {
    try (Socket socket = new Socket(relay.getAddress(), relay.getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(binding().array());
      return socket.getInputStream().readNBytes(20);
    }
  }

  private static int typeOf(byte[] answer) {
    return ByteBuffer.wrap(answer).getShort() & 0xffff;
  }

  private static boolean hasIpv6() {
    try (DatagramSocket _ = new DatagramSocket(0, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
