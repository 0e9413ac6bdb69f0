package dev.tandem.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Vectors that lie beside the repository, not in it.
public final class SharedFacts {

  private SharedFacts() {}

  /// The parsed file; the test is skipped where the folder is missing.
  public static JsonObject vectors(String name) throws IOException {
    Path file =
        Path.of(System.getProperty("tandem.shared", "../../shared"))
            .resolve("vectors")
            .resolve(name);
    assumeTrue(
        Files.isReadable(file), () -> "skipped: no vectors at " + file + " (set tandem.shared)");
    return new JsonObject(Files.readString(file));
  }
}
