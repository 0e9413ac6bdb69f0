package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.RelayCredentials;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: a TURN client that others wrote completes against the relay and loses no packet. Method:
/// coturn's `turnutils_uclient`, client to client and to `turnutils_peer`, with channels and with
/// indications; its own count of lost packets must be 0.
class CoturnsClientLosesNothingTest {

  private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");
  private static final Path PEER = Path.of("/usr/bin/turnutils_peer");
  private static final Pattern LOST = Pattern.compile("Total lost packets (\\d+)");
  private static final Pattern RECEIVED = Pattern.compile("tot_recv_msgs=(\\d+)");

  @Test
  void clientToClientByChannels() throws Exception {
    run("-y");
  }

  @Test
  void clientToClientByIndications() throws Exception {
    run("-y", "-s");
  }

  @Test
  void toAPeerByChannels() throws Exception {
    withPeer();
  }

  @Test
  void toAPeerByIndications() throws Exception {
    withPeer("-s");
  }

  private static void withPeer(String... more) throws Exception {
    assumeTrue(Files.isExecutable(PEER), "skipped: no turnutils_peer; install Debian's coturn");
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Process peer =
        new ProcessBuilder(PEER.toString(), "-L", "127.0.0.1", "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      List<String> options = new ArrayList<>(List.of("-r", String.valueOf(port)));
      options.addAll(List.of(more));
      run(options.toArray(String[]::new));
    } finally {
      peer.destroy();
      assertTrue(peer.waitFor(10, TimeUnit.SECONDS));
    }
  }

  private static void run(String... more) throws Exception {
    assumeTrue(
        Files.isExecutable(CLIENT), "skipped: no turnutils_uclient; install Debian's coturn");
    RelayCredentials.Issued issued =
        RelayCredentials.issue(RelayUnderTest.SECRET, "probe", Instant.now().plusSeconds(600));
    try (Relay relay = RelayUnderTest.start()) {
      List<String> command =
          new ArrayList<>(
              List.of(CLIENT.toString(), "-n", "500", "-m", "10", "-z", "5", "-l", "160"));
      command.addAll(List.of("-e", "127.0.0.1", "-X"));
      command.addAll(List.of("-u", issued.username(), "-w", issued.credential()));
      command.addAll(List.of("-p", String.valueOf(relay.address().getPort())));
      command.addAll(List.of(more));
      command.add("127.0.0.1");
      Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(client.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, client.exitValue(), output);
      assertEquals("0", last(LOST, output), output);
      assertTrue(Integer.parseInt(last(RECEIVED, output)) >= 5_000, output);
      RelayCounters counters = relay.counters();
      assertEquals(0L, counters.drops().get(Drop.DEFECT));
      assertTrue(counters.toPeers().packets() >= 5_000, counters::toString);
    }
  }

  private static String last(Pattern pattern, String output) {
    Matcher found = pattern.matcher(output);
    String value = "";
    while (found.find()) {
      value = found.group(1);
    }
    assertTrue(!value.isEmpty(), () -> "no " + pattern + " in " + output);
    return value;
  }
}
