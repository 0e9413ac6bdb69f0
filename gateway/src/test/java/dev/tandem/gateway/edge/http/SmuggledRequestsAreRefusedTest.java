package dev.tandem.gateway.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.config.Limits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: bytes that two readers could cut into requests in two ways reach no handler: they are
/// answered with 400, 421, 414 or 431 and the connection is closed.
///
/// Method: raw bytes over TLS to the real listener; a ledger of what got past the guard. Cases
/// compiled from published attacks, and more of our own.
final class SmuggledRequestsAreRefusedTest {
  private final List<String> passed = new CopyOnWriteArrayList<>();

  private TestListener listen(Path directory) throws Exception {
    Bodies[] bodies = new Bodies[1];
    TestListener server =
        new TestListener(
            directory,
            Optional.empty(),
            request ->
                bodies[0]
                    .read(request)
                    .onSuccess(
                        body -> {
                          passed.add(request.path());
                          request.response().end("taken");
                        })
                    .onFailure(
                        failure ->
                            Answers.problemAndClose(request, ((Refusal) failure).problem())));
    bodies[0] = new Bodies(server.vertx(), Limits.DEFAULTS);
    return server;
  }

  @Test
  void publishedCases(@TempDir Path directory) throws Exception {
    Path file =
        Path.of(System.getProperty("tandem.shared", "../../shared"))
            .resolve("vectors/web-http1_smuggling.json");
    Assumptions.assumeTrue(Files.exists(file), "the published cases are not on this machine");
    JsonArray cases = new JsonObject(Files.readString(file)).getJsonArray("cases");
    assertFalse(cases.isEmpty());
    List<String> faults = new ArrayList<>();
    try (TestListener server = listen(directory)) {
      for (Object one : cases) {
        JsonObject entry = (JsonObject) one;
        String raw =
            entry
                .getString("raw")
                .replace("Host: x\r\n", "Host: localhost:" + server.port() + "\r\n");
        passed.clear();
        boolean good = entry.getString("expect").equals("ok");
        TestListener.Exchange exchange =
            server.send(raw.getBytes(StandardCharsets.ISO_8859_1), good ? 700 : 3000);
        boolean asExpected =
            good
                ? exchange.status() == 200
                : exchange.status() >= 400
                    && exchange.status() < 500
                    && exchange.closed()
                    && passed.isEmpty()
                    && exchange.answers() == 1;
        if (!asExpected) {
          faults.add(
              entry.getString("name")
                  + " -> "
                  + exchange.status()
                  + (exchange.closed() ? " closed " : " open ")
                  + passed);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void hostsPathsAndVersions(@TempDir Path directory) throws Exception {
    try (TestListener server = listen(directory)) {
      String host = "Host: localhost:" + server.port() + "\r\n";
      refused(server, 400, "GET / HTTP/1.1\r\n\r\n");
      refused(server, 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n");
      refused(server, 400, "GET / HTTP/1.0\r\n" + host + "\r\n");
      refused(server, 400, "GET http://evil.test/ HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 400, "GET /a/../b HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 400, "GET /a%2fb HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 400, "GET //b HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 400, "TRACE / HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 421, "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n");
      refused(server, 421, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      refused(server, 414, "GET /" + "a".repeat(5000) + " HTTP/1.1\r\n" + host + "\r\n");
      refused(server, 400, "GET / HTTP/1.1\r\n" + host + "X: a\r\n\tb\r\n\r\n");
      refused(server, 400, "GET / HTTP/1.1\r\n folded: b\r\n" + host + "\r\n");
      refused(server, 413, "POST / HTTP/1.1\r\n" + host + "Content-Length: 70000\r\n\r\n");
      refused(
          server,
          413,
          "POST / HTTP/1.1\r\n"
              + host
              + "Transfer-Encoding: chunked\r\n\r\n11170\r\n"
              + "a".repeat(70_000)
              + "\r\n0\r\n\r\n");
      assertEquals(List.of(), passed);
      byte[] good = ("GET /good HTTP/1.1\r\n" + host + "\r\n").getBytes(StandardCharsets.US_ASCII);
      assertEquals(200, server.send(good, 500).status());
      String loopback = "GET /good HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n";
      assertEquals(200, server.send(loopback.getBytes(StandardCharsets.US_ASCII), 500).status());
    }
  }

  @Test
  void aHeaderThatArrivesInPiecesIsStillSeenToBeFolded(@TempDir Path directory) throws Exception {
    try (TestListener server = listen(directory);
        var socket =
            dev.tandem.gateway.tls.TlsClients.connect(
                server.certificates().authorityFile(), server.port())) {
      var out = socket.getOutputStream();
      String raw =
          "POST / HTTP/1.1\r\nHost: localhost:"
              + server.port()
              + "\r\nX: a\r\n Content-Length: 3\r\n\r\n";
      for (byte octet : raw.getBytes(StandardCharsets.US_ASCII)) {
        out.write(octet);
        out.flush();
      }
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertEquals(List.of(), passed);
    }
  }

  private static void refused(TestListener server, int status, String raw) throws Exception {
    TestListener.Exchange exchange = server.send(raw.getBytes(StandardCharsets.ISO_8859_1), 3000);
    String line = raw.lines().limit(3).toList().toString();
    assertEquals(status, exchange.status(), line);
    assertTrue(exchange.closed(), line);
    assertTrue(exchange.answer().contains("application/problem+json"), line);
  }
}
