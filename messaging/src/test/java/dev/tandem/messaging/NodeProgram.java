package dev.tandem.messaging;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/// A program on Node with packages of npm, in a folder of its own: JSON lines go in and come out.
/// Where Node, npm or the registry is not at hand the test is skipped with a word.
public final class NodeProgram implements AutoCloseable {
  private final Process process;
  private final Writer orders;
  private final LinkedBlockingQueue<JsonObject> told = new LinkedBlockingQueue<>();

  private NodeProgram(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::read);
  }

  /// A folder with these packages, such as `smpp@0.5.1`.
  public static Path folder(Path directory, String... packages) {
    List<String> command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
    command.addAll(List.of("--prefer-offline", "--ignore-scripts", "--prefix", "."));
    command.addAll(List.of(packages));
    String wanted = String.join(" ", packages);
    try {
      Process install =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = install.waitFor(120, TimeUnit.SECONDS);
      install.destroyForcibly();
      Assumptions.assumeTrue(
          ended && install.exitValue() == 0, "Skipped: npm cannot install " + wanted);
    } catch (IOException missing) {
      Assumptions.abort("Skipped: npm is not at hand for " + wanted);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
    return directory;
  }

  /// Starts a script among the test's resources inside such a folder.
  public static NodeProgram start(Path folder, Class<?> test, String script) {
    try (var source = test.getResourceAsStream(script)) {
      Path file = folder.resolve(script);
      Files.write(file, source.readAllBytes());
      return new NodeProgram(
          new ProcessBuilder("node", file.toString())
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> told.add(new JsonObject(line)));
    } catch (IOException | UncheckedIOException over) {
      // The program has ended.
    }
  }

  public void order(JsonObject order) {
    try {
      orders.write(order.encode() + "\n");
      orders.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next line that has the field; those before it are dropped.
  public JsonObject next(String field) {
    return next(line -> line.containsKey(field), field);
  }

  private JsonObject next(Predicate<JsonObject> wanted, String what) {
    try {
      while (true) {
        JsonObject line = told.poll(60, TimeUnit.SECONDS);
        if (line == null) {
          throw new AssertionError("The program did not tell of " + what);
        }
        if (wanted.test(line)) {
          return line;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
