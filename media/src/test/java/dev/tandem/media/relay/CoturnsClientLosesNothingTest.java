package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.RelayCredentials;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: TURN clients that others wrote complete against the relay and lose no packet. Method:
/// coturn's `turnutils_uclient` between its own clients and to `turnutils_peer`, with channels and
/// with indications, all four at once on one relay; by its own count, 0 of 500 packets a client are
/// lost.
class CoturnsClientLosesNothingTest {

  private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");
  private static final Path PEER = Path.of("/usr/bin/turnutils_peer");
  private static final int CLIENTS = 10;
  private static final int PACKETS = 500;
  private static final Pattern LOST = Pattern.compile("Total lost packets (\\d+)");
  private static final Pattern RECEIVED = Pattern.compile("tot_recv_msgs=(\\d+)");

  private final List<Process> started = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void channelsAndIndicationsToClientsAndToAPeer(DataPath path, @TempDir Path outputs)
      throws Exception {
    assumeTrue(
        Files.isExecutable(CLIENT) && Files.isExecutable(PEER),
        "skipped: no turnutils_uclient and turnutils_peer in /usr/bin; Debian's package coturn has"
            + " them");
    try (Relay relay = RelayUnderTest.start(path)) {
      String peerPort = startPeer();
      Map<Path, Process> runs = new LinkedHashMap<>();
      start(runs, relay.address().getPort(), outputs.resolve("clients-by-channels"), "-y", "-X");
      start(
          runs,
          relay.address().getPort(),
          outputs.resolve("clients-by-indications"),
          "-y",
          "-s",
          "-X");
      start(
          runs,
          relay.address().getPort(),
          outputs.resolve("peer-by-channels"),
          "-r",
          peerPort,
          "-X");
      start(
          runs,
          relay.address().getPort(),
          outputs.resolve("peer-by-indications"),
          "-r",
          peerPort,
          "-s",
          "-X");
      for (Map.Entry<Path, Process> run : runs.entrySet()) {
        assertTrue(run.getValue().waitFor(90, TimeUnit.SECONDS), "still runs: " + run.getKey());
        check(Files.readString(run.getKey()), run.getValue().exitValue());
      }
      RelayCounters counters = relay.counters();
      assertTrue(counters.toPeers().packets() >= 2L * CLIENTS * PACKETS, counters::toString);
      assertTrue(counters.straight().packets() >= 2L * CLIENTS * PACKETS, counters::toString);
      assertEquals(0L, counters.drops().get(Drop.DEFECT));
      assertEquals(0L, counters.drops().get(Drop.SEND_BUFFER_FULL));
    } finally {
      started.forEach(Process::destroy);
    }
  }

  @Test
  void overTcpAndTls(@TempDir Path outputs) throws Exception {
    assumeTrue(
        Files.isExecutable(CLIENT) && Files.isExecutable(PEER),
        "skipped: no turnutils_uclient and turnutils_peer in /usr/bin; Debian's package coturn has"
            + " them");
    SSLContext certificate = TestCertificate.context(outputs);
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    RelaySettings settings =
        RelayUnderTest.settings(0, PeerPolicy.withLoopback())
            .withStreams(StreamListener.tcp(any), StreamListener.tls(any, () -> certificate));
    try (Relay relay = Relay.start(settings)) {
      String peerPort = startPeer();
      int tcp = relay.streamAddresses().get(0).getPort();
      int tls = relay.streamAddresses().get(1).getPort();
      Map<Path, Process> runs = new LinkedHashMap<>();
      start(runs, tcp, outputs.resolve("tcp-clients-by-channels"), "-t", "-y", "-X");
      start(
          runs, tcp, outputs.resolve("tcp-peer-by-indications"), "-t", "-r", peerPort, "-s", "-X");
      start(runs, tls, outputs.resolve("tls-clients-by-indications"), "-t", "-S", "-y", "-s", "-X");
      start(runs, tls, outputs.resolve("tls-peer-by-channels"), "-t", "-S", "-r", peerPort, "-X");
      for (Map.Entry<Path, Process> run : runs.entrySet()) {
        assertTrue(run.getValue().waitFor(90, TimeUnit.SECONDS), "still runs: " + run.getKey());
        check(Files.readString(run.getKey()), run.getValue().exitValue());
      }
      assertEquals(0L, relay.counters().drops().get(Drop.DEFECT));
    } finally {
      started.forEach(Process::destroy);
    }
  }

  /// `-M` moves each client to another port after it has allocated, `-x` asks for an IPv6 relayed
  /// address, `-g` for packets that are not cut.
  @Test
  void movingOverIpv6AndUncut(@TempDir Path outputs) throws Exception {
    assumeTrue(
        Files.isExecutable(CLIENT) && Files.isExecutable(PEER),
        "skipped: no turnutils_uclient and turnutils_peer in /usr/bin; Debian's package coturn has"
            + " them");
    InetAddress v6 = InetAddress.ofLiteral("::1");
    InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    RelaySettings settings =
        RelayUnderTest.settings(0, PeerPolicy.withLoopback())
            .withOther(new RelaySettings.Home(new InetSocketAddress(v6, 0), v6))
            .withStreams(StreamListener.tcp(any));
    try (Relay relay = Relay.start(settings)) {
      String peerPort = startPeer();
      int udp = relay.address().getPort();
      int tcp = relay.streamAddresses().getFirst().getPort();
      Map<Path, Process> runs = new LinkedHashMap<>();
      start(runs, udp, outputs.resolve("moving-clients-by-channels"), "-M", "-y", "-X");
      start(runs, udp, outputs.resolve("moving-to-peer"), "-M", "-r", peerPort, "-s", "-X");
      start(runs, tcp, outputs.resolve("moving-over-tcp"), "-M", "-t", "-y", "-X");
      start(runs, udp, outputs.resolve("clients-over-ipv6"), "-x", "-y");
      start(runs, udp, outputs.resolve("uncut-to-peer"), "-g", "-r", peerPort, "-s", "-X");
      for (Map.Entry<Path, Process> run : runs.entrySet()) {
        assertTrue(run.getValue().waitFor(90, TimeUnit.SECONDS), "still runs: " + run.getKey());
        check(Files.readString(run.getKey()), run.getValue().exitValue());
      }
      assertEquals(0L, relay.counters().drops().get(Drop.DEFECT));
    } finally {
      started.forEach(Process::destroy);
    }
  }

  private static void check(String output, int exit) {
    assertEquals(0, exit, output);
    assertEquals(0, last(LOST, output), output);
    assertTrue(last(RECEIVED, output) >= CLIENTS * PACKETS, output);
  }

  private void start(Map<Path, Process> runs, int port, Path output, String... more)
      throws IOException {
    RelayCredentials.Issued issued =
        RelayCredentials.issue(
            RelayUnderTest.SECRET,
            String.valueOf(output.getFileName()),
            Instant.now().plusSeconds(600));
    List<String> command = new ArrayList<>(List.of(CLIENT.toString(), "-z", "10", "-l", "160"));
    command.addAll(List.of("-n", String.valueOf(PACKETS), "-m", String.valueOf(CLIENTS)));
    command.addAll(List.of("-e", "127.0.0.1"));
    command.addAll(List.of("-u", issued.username(), "-w", issued.credential()));
    command.addAll(List.of("-p", String.valueOf(port)));
    command.addAll(List.of(more));
    command.add("127.0.0.1");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    started.add(process);
    runs.put(output, process);
  }

  /// Starts the echoing peer on a free port and answers that port.
  private String startPeer() throws IOException {
    String port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      port = String.valueOf(free.getLocalPort());
    }
    started.add(
        new ProcessBuilder(PEER.toString(), "-L", "127.0.0.1", "-p", port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
    return port;
  }

  private static int last(Pattern pattern, String output) {
    Matcher found = pattern.matcher(output);
    int value = -1;
    while (found.find()) {
      value = Integer.parseInt(found.group(1));
    }
    assertTrue(value >= 0, () -> "no " + pattern + " in " + output);
    return value;
  }
}
