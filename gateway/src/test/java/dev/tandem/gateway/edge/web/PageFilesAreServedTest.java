package dev.tandem.gateway.edge.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.TestListener;
import dev.tandem.gateway.tls.TlsClients;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: hashed files are kept for a year, the rest is asked for again and answered with 304;
/// nothing outside the folder comes out; the policy lets no inline script run.
///
/// Method: the real listener and guard over TLS, a folder of files of the test's own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageFilesAreServedTest {
  private static final String SCRIPT = "/assets/app-Ab3dEf9h.js";
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Optional<Router>> router = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<TestListener>> server =
      new AtomicReference<>(Optional.empty());
  private HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    TestListener listener = new TestListener(directory, Optional.empty(), this::route);
    server.set(Optional.of(listener));
    Router routes = Router.router(listener.vertx());
    routes
        .route()
        .handler(
            new StaticFiles(
                "/static-files", blocking, absent -> absent.response().setStatusCode(404).end()));
    router.set(Optional.of(routes));
    client =
        HttpClient.newBuilder()
            .sslContext(TlsClients.trusting(listener.certificates().authorityFile()))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  private void route(HttpServerRequest request) {
    router.get().orElseThrow().handle(request);
  }

  @AfterAll
  void stop() {
    client.close();
    server.get().orElseThrow().close();
    blocking.close();
  }

  private HttpResponse<byte[]> get(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("https://localhost:" + server.get().orElseThrow().port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(
        request.method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static byte[] kept(String path) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PageFilesAreServedTest.class.getResourceAsStream("/static-files" + path))) {
      return in.readAllBytes();
    }
  }

  @Test
  void aHashedFileIsKeptForAYear() throws Exception {
    HttpResponse<byte[]> answer = get("GET", SCRIPT);
    assertEquals(200, answer.statusCode());
    assertEquals("public, max-age=31536000, immutable", header(answer, "cache-control"));
    assertEquals("text/javascript; charset=utf-8", header(answer, "content-type"));
    assertArrayEquals(kept(SCRIPT), answer.body());
  }

  @Test
  void theIndexIsAskedForAgainAndAnsweredWith304() throws Exception {
    HttpResponse<byte[]> answer = get("GET", "/");
    assertEquals("no-cache", header(answer, "cache-control"));
    assertEquals("text/html; charset=utf-8", header(answer, "content-type"));
    assertArrayEquals(kept("/index.html"), answer.body());
    String tag = header(answer, "etag");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag)) {
      HttpResponse<byte[]> again = get("GET", "/", "if-none-match", known);
      assertEquals(304, again.statusCode(), known);
      assertEquals(0, again.body().length);
      assertEquals(tag, header(again, "etag"));
    }
    assertEquals(200, get("GET", "/", "if-none-match", "\"other\"").statusCode());
  }

  @Test
  void whoTakesGzipGetsIt() throws Exception {
    HttpResponse<byte[]> packed = get("GET", SCRIPT, "accept-encoding", "br, gzip;q=0.8");
    assertEquals("gzip", header(packed, "content-encoding"));
    assertEquals("accept-encoding", header(packed, "vary"));
    assertTrue(packed.body().length < kept(SCRIPT).length / 5);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertArrayEquals(kept(SCRIPT), in.readAllBytes());
    }
    assertNotEquals(header(packed, "etag"), header(get("GET", SCRIPT), "etag"));
    HttpResponse<byte[]> refused = get("GET", SCRIPT, "accept-encoding", "gzip;q=0");
    assertEquals("", header(refused, "content-encoding"));
    HttpResponse<byte[]> small = get("GET", "/icon.svg", "accept-encoding", "gzip");
    assertEquals("", header(small, "content-encoding"), "packing it would make it larger");
  }

  @Test
  void headSaysHowLongItIs() throws Exception {
    HttpResponse<byte[]> head = get("HEAD", SCRIPT);
    assertEquals(200, head.statusCode());
    assertEquals(Integer.toString(kept(SCRIPT).length), header(head, "content-length"));
    assertEquals(0, head.body().length);
  }

  @Test
  void thePolicyLetsNoInlineScriptRun() throws Exception {
    String policy = header(get("GET", "/"), "content-security-policy");
    assertFalse(policy.contains("unsafe"), policy);
    List<String> rules = List.of(policy.split("; "));
    for (String rule :
        List.of(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'")) {
      assertTrue(rules.contains(rule), rule);
    }
    assertEquals("nosniff", header(get("GET", SCRIPT), "x-content-type-options"));
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String path :
        List.of("/nothing.js", "/assets", "/assets/", "/notes.properties", "/.hidden.js", "/a.b")) {
      assertEquals(404, get("GET", path).statusCode(), path);
    }
    assertEquals(404, get("POST", "/index.html").statusCode());
  }

  @Test
  void nothingOutsideTheFolderComesOut() throws Exception {
    for (String path :
        List.of(
            "/../dev/tandem/gateway/Main.class",
            "/assets/../../dev/tandem/gateway/Main.class",
            "/%2e%2e/logback.xml",
            "/..%2flogback.xml",
            "/assets/..%5c..%5clogback.xml",
            "/assets//app-Ab3dEf9h.js",
            "/./index.html",
            "/index.html%00.js")) {
      String raw =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost:"
              + server.get().orElseThrow().port()
              + "\r\nConnection: close\r\n\r\n";
      int status =
          server.get().orElseThrow().send(raw.getBytes(StandardCharsets.US_ASCII), 3_000).status();
      assertTrue(status == 400 || status == 404, path + " -> " + status);
    }
  }
}
