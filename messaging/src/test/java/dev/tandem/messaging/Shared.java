package dev.tandem.messaging;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Carriers' published files and test vectors, which are no part of the repository. Tests that need
/// them skip with a word where they are missing.
public final class Shared {
  private Shared() {}

  public static JsonObject json(String file) {
    Path path = Path.of(System.getProperty("tandem.shared", "../../shared"), "carriers", file);
    Assumptions.assumeTrue(
        Files.isReadable(path),
        "Skipped: " + file + " is not at hand (-Dtandem.shared names the folder)");
    try {
      return new JsonObject(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
