package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/// Reads Project Wycheproof's vectors from the folder that the build names; skips where it is not
/// there.
final class Wycheproof {
  private Wycheproof() {}

  static Path folder() {
    return Path.of(System.getProperty("tandem.shared", "")).resolve("vectors/wycheproof");
  }

  static List<JsonObject> groups(String file) throws IOException {
    Path path = folder().resolve(file);
    assumeTrue(Files.exists(path), () -> "no Wycheproof vectors at " + path);
    return new JsonObject(Files.readString(path))
        .getJsonArray("testGroups").stream().map(JsonObject.class::cast).toList();
  }

  static List<JsonObject> cases(String file, Predicate<JsonObject> wanted) throws IOException {
    List<JsonObject> out = new ArrayList<>();
    for (JsonObject group : groups(file)) {
      if (wanted.test(group)) {
        JsonArray tests = group.getJsonArray("tests");
        tests.forEach(test -> out.add((JsonObject) test));
      }
    }
    return out;
  }

  static byte[] hex(JsonObject test, String name) {
    return HexFormat.of().parseHex(test.getString(name));
  }

  static boolean valid(JsonObject test) {
    return test.getString("result").equals("valid");
  }
}
