package dev.tandem.storage;

import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.s3.S3Settings;
import dev.tandem.storage.seal.Secret;
import java.nio.file.Path;
import java.util.Optional;

/// Where the data is and how to open it. Without a database URL the gateway runs a server of its
/// own in `dataDirectory`. `poolSize` is the number of connections, 1 to 50. Without a `blobStore`
/// blobs lie in the database.
public record StorageSettings(
    Path dataDirectory,
    Optional<Secret<String>> databaseUrl,
    RootKeySource rootKey,
    int poolSize,
    Optional<S3Settings> blobStore) {
  public static final int POOL = 8;

  public StorageSettings {
    if (poolSize < 1 || poolSize > 50) {
      throw StorageException.fatal("the database pool has 1 to 50 connections");
    }
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
  }

  /// With blobs in the database.
  public StorageSettings(
      Path dataDirectory,
      Optional<Secret<String>> databaseUrl,
      RootKeySource rootKey,
      int poolSize) {
    this(dataDirectory, databaseUrl, rootKey, poolSize, Optional.empty());
  }

  /// The same with new blobs in an S3-compatible store.
  public StorageSettings withBlobStore(S3Settings store) {
    return new StorageSettings(dataDirectory, databaseUrl, rootKey, poolSize, Optional.of(store));
  }

  /// Everything in one directory: embedded server, root key in a file.
  public static StorageSettings in(Path dataDirectory) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    return new StorageSettings(directory, Optional.empty(), RootKeySource.in(directory), POOL);
  }
}
