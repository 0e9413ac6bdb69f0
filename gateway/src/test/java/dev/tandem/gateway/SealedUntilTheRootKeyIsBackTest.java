package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.gateway.edge.http.TestListener;
import dev.tandem.gateway.tls.TlsClients;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a gateway whose root key is away tells everybody what is going on and goes on by itself
/// when the key is back. Method: a root key in a stand-in for KMS; a gateway that was set up with
/// it starts while nobody answers there, is asked over its real socket, and is left alone while the
/// service comes back. No request in between finds the port shut.
final class SealedUntilTheRootKeyIsBackTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, String> environment = new HashMap<>();
  private Optional<HttpClient> client = Optional.empty();
  private String origin = "";

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", "example");
  }

  @AfterEach
  void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void starts_sealed_and_opens(@TempDir Path data) throws Exception {
    try (SmallKms kms = new SmallKms()) {
      configure(data, kms);
      String apiKey;
      Foundation first = Foundation.open(ConfigReader.read(environment));
      try {
        apiKey = new DemoData(first).prepare().people().getFirst().apiKey();
        trust(first);
      } finally {
        first.close();
      }
      kms.off();
      CompletableFuture<Gateway> starting = CompletableFuture.supplyAsync(this::start);
      try {
        untilItListens();
        tellsThatItIsSealed(apiKey);
        assertFalse(starting.isDone());
        kms.on();
        untilReady();
        Gateway gateway = starting.get(1, TimeUnit.MINUTES);
        assertEquals(origin, gateway.origin());
        assertEquals(200, get("/api/v1/me", apiKey).statusCode());
        kms.off();
        assertEquals(200, get("/api/v1/me", apiKey).statusCode(), "what is open stays open");
      } finally {
        stop(kms, starting);
      }
    }
  }

  private void configure(Path data, SmallKms kms) throws IOException {
    int port = TestListener.freePort();
    origin = "https://localhost:" + port;
    environment.putAll(
        Map.of(
            "TANDEM_DATA", data.toString(),
            "TANDEM_ROOT_KEY", kms.uri(),
            "TANDEM_HTTPS_PORT", Integer.toString(port),
            "TANDEM_RELAY_PORT", Integer.toString(TestListener.freePort()),
            "TANDEM_METRICS_PORT", Integer.toString(TestListener.freePort())));
  }

  private void trust(Foundation foundation) throws Exception {
    client =
        Optional.of(
            HttpClient.newBuilder()
                .sslContext(TlsClients.trusting(foundation.certificates().authorityFile()))
                .version(HttpClient.Version.HTTP_1_1)
                .build());
  }

  private Gateway start() {
    Config config = ConfigReader.read(environment);
    return Gateway.start(Foundation.open(config), Optional.empty(), true);
  }

  /// Whatever the test found, the gateway does not outlive it.
  private static void stop(SmallKms kms, CompletableFuture<Gateway> starting)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    kms.off();
    kms.on();
    starting.get(1, TimeUnit.MINUTES).close();
  }

  private HttpResponse<String> get(String path, String apiKey)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(20));
    if (!apiKey.isEmpty()) {
      request.header("authorization", "Bearer " + apiKey);
    }
    return client.orElseThrow().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private void untilItListens() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        assertEquals(200, get("/health/live", "").statusCode());
        return;
      } catch (ConnectException e) {
        assertTrue(Instant.now().isBefore(end), "it does not listen");
        Thread.onSpinWait();
      }
    }
  }

  /// Every answer on the way is one of ours: the port is never shut.
  private void untilReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (get("/health/ready", "").statusCode() != 200) {
      assertTrue(Instant.now().isBefore(end), "it stays sealed");
    }
  }

  private void tellsThatItIsSealed(String apiKey) throws IOException, InterruptedException {
    assertEquals(200, get("/health/startup", "").statusCode(), "nothing is gained by a restart");
    HttpResponse<String> ready = get("/health/ready", "");
    assertEquals(503, ready.statusCode());
    JsonObject checks = new JsonObject(ready.body()).getJsonObject("checks");
    assertEquals("fail", status(checks, "keys:root"));
    assertEquals("pass", status(checks, "database:reachable"));
    assertTrue(ready.body().contains("AWS KMS cannot be asked"), ready.body());

    HttpResponse<String> status = get("/status", "");
    assertEquals(200, status.statusCode());
    assertTrue(
        status.body().contains("Encryption at rest") && status.body().contains("Not working"));
    assertEquals(200, get("/api/v2/summary.json", "").statusCode());
    assertEquals(200, get("/pages.css", "").statusCode());

    for (String path :
        new String[] {"/api/v1/me", "/api/v1/openapi.json", "/carriers/twilio/AC1/messages"}) {
      HttpResponse<String> problem = get(path, apiKey);
      assertEquals(503, problem.statusCode(), path);
      assertEquals("sealed", new JsonObject(problem.body()).getString("code"), problem.body());
      assertTrue(problem.headers().firstValue("retry-after").isPresent());
      assertFalse(problem.body().contains("KMS"), "where the key is, is the operator's matter");
    }
    HttpResponse<String> page = get("/", "");
    assertEquals(503, page.statusCode());
    assertTrue(page.body().contains("locked for the moment"), page.body());
    assertTrue(page.headers().firstValue("content-type").orElse("").startsWith("text/html"));
  }

  private static String status(JsonObject checks, String key) {
    return checks.getJsonArray(key).getJsonObject(0).getString("status");
  }
}
