package dev.tandem.messaging.carrier;

import dev.tandem.messaging.NodeProgram;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Stoplight's Prism in front of nothing: it judges each request by an OpenAPI file, refuses what
/// the file does not allow, and answers the rest with the file's examples.
final class Prism implements AutoCloseable {
  /// The release that is known to resolve.
  private static final String PACKAGE = "@stoplight/prism-cli@5.14.2";

  private final Process process;
  private final URI url;

  private Prism(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /// A folder with Prism in it; the test is skipped where npm cannot put it there.
  static Path folder(Path directory) {
    return NodeProgram.folder(directory, PACKAGE);
  }

  /// Starts one for the operations that we use. Prism reads a large file slowly, and takes no
  /// notice of the path in a server's address, so it gets a file of these paths with that path in
  /// front.
  ///
  /// @param before what stands before each path at the carrier, such as `/v2`
  static Prism start(Path folder, String name, JsonObject spec, String before, List<String> paths) {
    JsonObject used = new JsonObject();
    for (String path : paths) {
      JsonObject operations = spec.getJsonObject("paths").getJsonObject(path).copy();
      operations.remove("servers");
      used.put(before + path, operations);
    }
    JsonObject cut = spec.copy().put("paths", used);
    cut.remove("servers");
    cut.remove("webhooks");
    try {
      Path file = Files.writeString(folder.resolve(name + ".json"), cut.encode());
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  "node",
                  "node_modules/@stoplight/prism-cli/dist/index.js",
                  "mock",
                  "--errors",
                  "--host",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(port),
                  file.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      return new Prism(process, URI.create("http://127.0.0.1:" + port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it listens; its words are read on, so that it does not wait for a reader.
  URI url() {
    try {
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      StringBuilder said = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.contains("Prism is listening")) {
          Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
          return url;
        }
      }
      throw new AssertionError("Prism did not start: " + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
