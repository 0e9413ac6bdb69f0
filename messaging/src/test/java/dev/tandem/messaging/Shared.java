package dev.tandem.messaging;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Carriers' published files and test vectors, which are no part of the repository. Tests that need
/// them skip with a word where they are missing.
public final class Shared {
  private Shared() {}

  public static JsonObject json(String file) {
    return new JsonObject(text(file));
  }

  /// A YAML file as the JSON that it stands for.
  public static JsonObject yaml(String file) {
    Object read = new Load(LoadSettings.builder().build()).loadFromString(text(file));
    if (!(read instanceof Map<?, ?> map)) {
      throw new AssertionError(file + " is no map");
    }
    return new JsonObject(Json.encode(map));
  }

  private static String text(String file) {
    Path path = Path.of(System.getProperty("tandem.shared", "../../shared"), "carriers", file);
    Assumptions.assumeTrue(
        Files.isReadable(path),
        "Skipped: " + file + " is not at hand (-Dtandem.shared names the folder)");
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
