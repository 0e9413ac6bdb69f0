package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the relay speaks TURN as others understand it.
///
/// Method: coturn's own client takes credentials from the API and sends through the running
/// program's relay, from one allocation to another; it counts what was lost.
final class RelayServesAForeignClientIT {
  private static final Path CLIENT = Path.of("/usr/bin/turnutils_uclient");

  @Test
  void coturnsClientLosesNothing(@TempDir Path directory) throws Exception {
    assumeTrue(Files.exists(CLIENT), "turnutils_uclient is missing: install the package coturn");
    try (Demo demo = Demo.start(directory, Map.of())) {
      JsonObject credentials =
          new JsonObject(demo.get("/api/v1/relay-credentials", demo.apiKey(0)).body());
      URI relay =
          URI.create(
              credentials.getJsonArray("urls").getString(0).replaceFirst("turn:", "turn://"));
      Process client =
          new ProcessBuilder(
                  CLIENT.toString(),
                  "-y",
                  "-n",
                  "200",
                  "-m",
                  "4",
                  "-u",
                  credentials.getString("username"),
                  "-w",
                  credentials.getString("credential"),
                  "-p",
                  Integer.toString(relay.getPort()),
                  relay.getHost())
              .redirectErrorStream(true)
              .start();
      String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, client.waitFor(), output);
      Matcher lost = Pattern.compile("Total lost packets (\\d+)").matcher(output);
      assertTrue(lost.find(), output);
      assertEquals("0", lost.group(1), output);
      assertTrue(output.contains("tot_send_msgs=800, tot_recv_msgs=800"), output);
    }
  }
}
