package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.TestListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a relay runs with nothing but the shared secret and its address, tells how it is, and a
/// start that cannot work ends with a code and a line that says what to do, and no secret in it.
///
/// Method: the real `relay` command with one fault at a time; its control port is asked.
final class RelayStartsAloneOrSaysWhyNotTest {
  @Test
  void itTellsHowItIsAndWhatItDid() throws Exception {
    try (RelayAlone relay = RelayAlone.start(Map.of())) {
      assertEquals(200, get(relay, "/health/live").statusCode());
      assertEquals(200, get(relay, "/health/startup").statusCode());
      assertTrue(get(relay, "/health/ready").body().contains("tandem-relay"));
      String numbers = get(relay, "/metrics").body();
      assertTrue(numbers.contains("tandem_relay_allocations 0"), numbers);
      assertTrue(numbers.contains("tandem_relay_drops_total{reason=\"not_ours\"}"), numbers);
      assertTrue(numbers.contains("tandem_relay_round_seconds_bucket{le=\"+Inf\"}"), numbers);
      assertTrue(numbers.contains("tandem_relay_round_seconds_bucket{le=\"0.001024\"}"), numbers);
      assertEquals(404, get(relay, "/api/v1/me").statusCode());

      relay.process().drain();
      HttpResponse<String> ready = get(relay, "/health/ready");
      assertEquals(503, ready.statusCode());
      assertTrue(ready.body().contains("about to stop"), ready.body());
      assertEquals(200, get(relay, "/health/live").statusCode());
    }
  }

  private static HttpResponse<String> get(RelayAlone relay, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.controlPort() + path))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatItLacksIsNamed() throws IOException {
    String said = refused(78, Map.of("TANDEM_RELAY_SECRET", "", "TANDEM_RELAY_ADDRESS", ""));
    assertTrue(said.contains("TANDEM_RELAY_SECRET_FILE"), said);
    assertTrue(said.contains("TANDEM_RELAY_ADDRESS"), said);
  }

  @Test
  void aShortSecretIsRefusedAndNotQuoted() throws IOException {
    String said = refused(78, Map.of("TANDEM_RELAY_SECRET", "hunter2"));
    assertTrue(said.contains("shorter than 32 characters"), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void aSecretFileThatOthersMayReadIsRefused(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("secret"), RelayAlone.SECRET + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Map<String, String> open =
        Map.of("TANDEM_RELAY_SECRET", "", "TANDEM_RELAY_SECRET_FILE", file.toString());
    String said = refused(78, open);
    assertTrue(said.contains("chmod 0400"), said);
    assertFalse(said.contains(RelayAlone.SECRET), said);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    try (RelayAlone relay = RelayAlone.start(open)) {
      assertEquals(0, relay.process().allocations());
    }
  }

  @Test
  void whatOpensStoredDataIsNotGivenToARelay() throws IOException {
    String said =
        refused(
            78,
            Map.of(
                "TANDEM_DATABASE_URL", "postgresql://t:hunter2@db/t",
                "TANDEM_ROOT_KEY", "file:/root.key"));
    assertTrue(said.contains("TANDEM_DATABASE_URL"), said);
    assertTrue(said.contains("TANDEM_ROOT_KEY"), said);
    assertTrue(said.contains("a relay has no business with"), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void tlsWithoutACertificateIsRefused() throws IOException {
    String said = refused(78, Map.of("TANDEM_RELAY_TLS_PORT", "5349"));
    assertTrue(said.contains("TANDEM_CERTIFICATE_FILE"), said);
  }

  @Test
  void aMistypedNameIsNoDefault() throws IOException {
    String said = refused(78, Map.of("TANDEM_RELAY_ALOCATIONS", "1"));
    assertTrue(said.contains("did you mean TANDEM_RELAY_ALLOCATIONS?"), said);
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      String port = Integer.toString(taken.getLocalPort());
      String said = refused(71, Map.of("TANDEM_RELAY_PORT", port));
      assertTrue(said.contains("127.0.0.1:" + port), said);
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      String said = refused(71, Map.of("TANDEM_RELAY_CONTROL_PORT", port));
      assertTrue(said.contains("TANDEM_RELAY_CONTROL_PORT"), said);
    }
  }

  @Test
  void aGatewayIsToldWhatIsWrongWithItsRelays() throws IOException {
    StringWriter said = new StringWriter();
    int code =
        Main.run(
            new String[] {"serve"},
            Map.of(
                "TANDEM_HTTPS_PORT",
                Integer.toString(TestListener.freePort()),
                "TANDEM_RELAYS",
                "turn://relay.example,turn://b.example?control=b:1&colour=red,"
                    + "turn://c.example?control=c:1&priority=0"),
            new PrintWriter(said, true));
    assertEquals(78, code, said.toString());
    assertTrue(said.toString().contains("control is missing"), said.toString());
    assertTrue(said.toString().contains("`colour`"), said.toString());
    assertTrue(said.toString().contains("priority is a whole number"), said.toString());
    assertTrue(said.toString().contains("TANDEM_RELAY_SECRET_FILE"), said.toString());
  }

  private static String refused(int code, Map<String, String> more) throws IOException {
    StringWriter said = new StringWriter();
    int ended =
        Main.run(new String[] {"relay"}, RelayAlone.environment(more), new PrintWriter(said, true));
    assertEquals(code, ended, said.toString());
    return said.toString();
  }
}
