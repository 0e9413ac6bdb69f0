package dev.tandem.storage;

import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.seal.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// Where the data is and how to open it. Without a database URL the gateway runs a server of its
/// own in `dataDirectory`. `poolSize` is the number of connections, 1 to 50.
public record StorageSettings(
    Path dataDirectory, Optional<Secret<String>> databaseUrl, RootKeySource rootKey, int poolSize) {
  public static final int POOL = 8;

  public StorageSettings {
    if (poolSize < 1 || poolSize > 50) {
      throw StorageException.fatal("the database pool has 1 to 50 connections");
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
  }

  /// Everything in one directory: embedded server, root key in a file.
  public static StorageSettings in(Path dataDirectory) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    return new StorageSettings(directory, Optional.empty(), RootKeySource.in(directory), POOL);
  }
}
