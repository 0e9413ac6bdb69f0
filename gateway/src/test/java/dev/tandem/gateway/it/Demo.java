package dev.tandem.gateway.it;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// One `tandem.jar demo` process on free ports with a data directory of its own.
///
/// Closing it asks the process to stop; [#kill] does not ask.
final class Demo implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Path directory;
  private final Map<String, String> environment;
  private Process process;

  // Others go on talking to the program while it is started anew.
  private volatile JsonObject description = new JsonObject();
  private volatile boolean up;
  private volatile HttpClient client = HttpClient.newHttpClient();
  private Duration startTook = Duration.ZERO;

  private Demo(Path directory, Map<String, String> environment, Process process) {
    this.directory = directory;
    this.environment = environment;
    this.process = process;
  }

  /// Starts the program and returns once it says it is ready.
  static Demo start(Path directory, Map<String, String> settings) throws Exception {
    Map<String, String> environment =
        new java.util.HashMap<>(
            Map.of(
                "TANDEM_DATA", directory.resolve("data").toString(),
                "TANDEM_HTTPS_PORT", Integer.toString(freePort()),
                "TANDEM_RELAY_PORT", Integer.toString(freePort()),
                "TANDEM_RELAY_TLS_PORT", Integer.toString(freePort()),
                "TANDEM_METRICS_PORT", Integer.toString(freePort())));
    environment.putAll(settings);
    Demo demo = new Demo(directory, Map.copyOf(environment), launch(directory, environment));
    demo.awaitReady();
    return demo;
  }

  /// Starts it once more on the same data, after it ended or was killed.
  void restart() throws Exception {
    process = launch(directory, environment);
    awaitReady();
  }

  private static Process launch(Path directory, Map<String, String> environment)
      throws IOException {
    Files.createDirectories(directory);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            Objects.requireNonNull(System.getProperty("tandem.jar"), "tandem.jar"),
            "demo");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(directory.resolve("output.txt").toFile()));
    return builder.start();
  }

  private void awaitReady() throws Exception {
    long started = System.nanoTime();
    Path json = data().resolve("demo.json");
    while (true) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "the program ended with " + process.exitValue() + ":\n" + output());
      }
      if (Files.exists(json) && ready(json)) {
        startTook = Duration.ofNanos(System.nanoTime() - started);
        up = true;
        return;
      }
      if (System.nanoTime() - started > READY_WITHIN.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException("not ready within " + READY_WITHIN + ":\n" + output());
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private boolean ready(Path json) throws Exception {
    try {
      description = new JsonObject(Files.readString(json));
      client = trusting(Path.of(description.getString("ca_file")));
      return get("/health/ready", null).statusCode() == 200;
    } catch (IOException | io.vertx.core.json.DecodeException e) {
      return false;
    }
  }

  private static HttpClient trusting(Path caFile) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(caFile)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(context)
        .connectTimeout(Duration.ofSeconds(5))
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  /// Time from the start of the process to its first "ready".
  Duration startTook() {
    return startTook;
  }

  Path data() {
    return Path.of(Objects.requireNonNull(environment.get("TANDEM_DATA")));
  }

  /// Everything the process has printed.
  String output() throws IOException {
    Path file = directory.resolve("output.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /// A client that trusts the program's authority.
  HttpClient client() {
    return client;
  }

  URI baseUrl() {
    return URI.create(description.getString("base_url"));
  }

  JsonObject member(int index) {
    return description.getJsonArray("members").getJsonObject(index);
  }

  String number(int index) {
    return description.getJsonArray("numbers").getString(index);
  }

  JsonObject carrier() {
    return description.getJsonArray("carriers").getJsonObject(0);
  }

  String relayUrl() {
    return description.getString("relay_url");
  }

  String apiKey(int member) {
    return member(member).getString("api_key");
  }

  HttpResponse<String> get(String path, @Nullable String apiKey) throws Exception {
    return send(request(path, apiKey).GET().build());
  }

  HttpResponse<byte[]> bytes(String path, String apiKey) throws Exception {
    return client.send(
        request(path, apiKey).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> post(String path, @Nullable String apiKey, JsonObject body)
      throws Exception {
    return send(
        request(path, apiKey)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpRequest.Builder request(String path, @Nullable String apiKey) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(baseUrl().resolve(path)).timeout(Duration.ofSeconds(10));
    if (apiKey != null) {
      builder.header("Authorization", "Bearer " + apiKey);
    }
    return builder;
  }

  /// The `data` of a list answer; fails with the answer where it is none.
  List<JsonObject> list(String path, int member) throws Exception {
    HttpResponse<String> answer = get(path, apiKey(member));
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return new JsonObject(answer.body())
        .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  /// The sum of a metric's samples, as the metrics port tells it.
  long metric(String name) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + environment.get("TANDEM_METRICS_PORT") + "/metrics");
    String text = send(HttpRequest.newBuilder(url).GET().build()).body();
    return text.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Lets the program go on for a while; fails if it ends meanwhile.
  void stayUp(Duration time) throws Exception {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the program ended:\n" + output());
    }
  }

  /// Whether it has said that it is ready, and was not killed since.
  boolean up() {
    return up;
  }

  /// Ends the process as a power cut would.
  void kill() throws InterruptedException {
    up = false;
    process.destroyForcibly().waitFor();
  }

  /// Asks the process to stop and waits until it has.
  void stop() {
    process.destroy();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException("the program did not stop within 20 s of being asked");
  }

  @Override
  public void close() {
    stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
