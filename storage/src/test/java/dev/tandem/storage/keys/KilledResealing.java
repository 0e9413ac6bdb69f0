package dev.tandem.storage.keys;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.UUID;

/// A program that seals a workspace anew with the root key `root.key` in the named directory, and
/// is killed on the way.
final class KilledResealing {
  private KilledResealing() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    try (Storage storage =
        KeyHouse.open(
            Vertx.vertx(),
            directory,
            arguments[1],
            new RootKeySource.KeyFile(directory.resolve("root.key")),
            KeyLimits.STANDARD)) {
      System.out.println(storage.keychain().reseal(new WorkspaceId(UUID.fromString(arguments[2]))));
    }
  }
}
