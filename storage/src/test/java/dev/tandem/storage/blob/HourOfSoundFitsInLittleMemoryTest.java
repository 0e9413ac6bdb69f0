package dev.tandem.storage.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.s3.S3Server;
import io.vertx.core.Vertx;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a recording of sixty minutes streams in and out with 16 MB of heap, whichever store it
/// lies in. Method: a process of its own writes 28.8 MB and reads them back in 16 MB for everything
/// it does, most of which the open storage and, for an S3-compatible store, its client hold before
/// the first byte; anything that grew with the recording would end it. The class path is that of
/// the program; object headers are compact (JEP 519), without which the client needs a megabyte
/// more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class HourOfSoundFitsInLittleMemoryTest {
  private static final long MEGABYTES = 16;

  /// Libraries of tests alone; the indexes of their jars would lie in the heap.
  private static final Pattern TESTS_ONLY =
      Pattern.compile(
          "[/\\\\](gaul|jclouds|jetty|inject|guice|guava|tngtech|junit|jaxb|gson)[/\\\\]");

  private final Path data;

  HourOfSoundFitsInLittleMemoryTest(@TempDir Path data) {
    this.data = data;
    Vertx vertx = Vertx.vertx();
    Storage.open(vertx, StorageSettings.in(data)).close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void in_postgres() throws Exception {
    List<String> printed = run(data.toString());
    assertEquals("the same", printed.getLast(), printed::toString);
  }

  @Test
  void in_an_s3_store() throws Exception {
    try (S3Server server = S3Server.start()) {
      List<String> printed =
          run(data.toString(), server.url("hours"), S3Server.KEY_ID, S3Server.KEY);
      assertEquals("the same", printed.getLast(), printed::toString);
      long held = Long.parseLong(printed.getFirst());
      assertTrue(
          (MEGABYTES << 20) - held < 10L << 20, () -> "left for the stream: all but " + held);
    }
  }

  private static String shipped() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(jar -> !TESTS_ONLY.matcher(jar).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + MEGABYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                shipped(),
                HourOfSound.class.getName()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      List<String> printed = process.inputReader().readAllLines();
      assertEquals(0, process.waitFor(), printed::toString);
      return printed;
    } finally {
      process.destroyForcibly();
    }
  }
}
