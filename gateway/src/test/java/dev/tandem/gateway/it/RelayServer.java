package dev.tandem.gateway.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// One `tandem.jar relay` process on free ports of loopback.
final class RelayServer implements AutoCloseable {
  static final String SECRET = "what only relays and gateways know of";
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final Path output;
  private final Map<String, String> environment;
  private Process process;

  private RelayServer(Path output, Map<String, String> environment) throws Exception {
    this.output = output;
    this.environment = environment;
    process = launch();
    awaitReady();
  }

  static RelayServer start(Path directory, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("TANDEM_RELAY_ADDRESS", "127.0.0.1");
    environment.put("TANDEM_RELAY_PORT", Integer.toString(freePort()));
    environment.put("TANDEM_RELAY_CONTROL_PORT", Integer.toString(freePort()));
    environment.put("TANDEM_RELAY_SECRET", SECRET);
    environment.putAll(more);
    Files.createDirectories(directory);
    return new RelayServer(directory.resolve("relay.txt"), Map.copyOf(environment));
  }

  /// The settings of a gateway that uses these relays, the first one first.
  static Map<String, String> usedBy(RelayServer... relays) {
    StringBuilder places = new StringBuilder();
    for (int i = 0; i < relays.length; i++) {
      places
          .append(i == 0 ? "" : ",")
          .append("turn://127.0.0.1:")
          .append(relays[i].port())
          .append("?control=127.0.0.1:")
          .append(relays[i].setting("CONTROL_PORT"))
          .append("&priority=")
          .append(i + 1);
    }
    return Map.of("TANDEM_RELAY_SECRET", SECRET, "TANDEM_RELAYS", places.toString());
  }

  int port() {
    return Integer.parseInt(setting("PORT"));
  }

  private String setting(String name) {
    return Objects.requireNonNull(environment.get("TANDEM_RELAY_" + name));
  }

  /// Starts it once more, on the same ports.
  void restart() throws Exception {
    process = launch();
    awaitReady();
  }

  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            Objects.requireNonNull(System.getProperty("tandem.jar"), "tandem.jar"),
            "relay");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    return builder.start();
  }

  private void awaitReady() throws Exception {
    long started = System.nanoTime();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - started > READY_WITHIN.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException("the relay is not ready:\n" + Files.readString(output));
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + setting("CONTROL_PORT") + path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /// The sum of a metric's samples.
  long metric(String name) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Asks it to stop, as an operator does; it may go on for a while.
  void ask() {
    process.destroy();
  }

  /// How it ended, waited for.
  int ended(Duration within) throws Exception {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the relay has not ended:\n" + Files.readString(output));
    }
    return process.exitValue();
  }

  boolean runs() {
    return process.isAlive();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
