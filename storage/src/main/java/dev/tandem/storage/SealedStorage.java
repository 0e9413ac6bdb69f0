package dev.tandem.storage;

import dev.tandem.storage.keys.Installation;
import dev.tandem.storage.keys.KeyLimits;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.s3.ObjectStore;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;

/// A storage whose database is there and whose root key was not asked yet, or is away. Nothing that
/// is stored can be read. For one thread.
public final class SealedStorage implements AutoCloseable {
  private final Vertx vertx;
  private final StorageSettings settings;
  private final InstantSource clock;
  private final KeyLimits limits;
  private final Optional<EmbeddedServer> server;
  private final Endpoint endpoint;
  private boolean handedOver;

  private SealedStorage(
      Vertx vertx,
      StorageSettings settings,
      InstantSource clock,
      KeyLimits limits,
      Optional<EmbeddedServer> server,
      Endpoint endpoint) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.limits = limits;
    this.server = server;
    this.endpoint = endpoint;
  }

  /// Starts our own server, or names the one that is configured. Blocks.
  public static SealedStorage reach(
      Vertx vertx, StorageSettings settings, InstantSource clock, KeyLimits limits) {
    Optional<EmbeddedServer> server =
        settings.databaseUrl().isPresent()
            ? Optional.empty()
            : Optional.of(EmbeddedServer.start(settings.dataDirectory()));
    try {
      Endpoint endpoint =
          server
              .map(EmbeddedServer::endpoint)
              .or(() -> settings.databaseUrl().map(Endpoint::parse))
              .orElseThrow();
      return new SealedStorage(vertx, settings, clock, limits, server, endpoint);
    } catch (RuntimeException | Error e) {
      server.ifPresent(EmbeddedServer::close);
      throw e;
    }
  }

  /// Beside a gateway that is at work, if one is: its server is used, and left alone afterwards;
  /// else the same as [#reach]. For commands of an operator.
  public static SealedStorage beside(
      Vertx vertx, StorageSettings settings, InstantSource clock, KeyLimits limits) {
    Optional<Endpoint> atWork =
        settings.databaseUrl().isPresent()
            ? Optional.empty()
            : EmbeddedServer.atWork(settings.dataDirectory());
    return atWork
        .map(at -> new SealedStorage(vertx, settings, clock, limits, Optional.empty(), at))
        .orElseGet(() -> reach(vertx, settings, clock, limits));
  }

  /// Proves the root key without changing anything. Refuses a database that another version of the
  /// program made, or that is empty: a gateway has to start first.
  public Storage unsealAsItIs() {
    try (Owner owner = Owner.connect(endpoint)) {
      if (owner.schemaVersion() != Owner.SCHEMA) {
        throw StorageException.fatal(
            "the database was not set up by this version of Tandem; start the gateway once, then"
                + " try again");
      }
    }
    return unseal();
  }

  /// Proves the root key, then brings the schema up to date. Throws a [StorageException] that is
  /// `sealed()` when the root key cannot be reached; then nothing was changed, and it may be asked
  /// again. What was opened is the caller's to close, the server with it.
  public Storage unseal() {
    try (Owner owner = Owner.connect(endpoint)) {
      int version = owner.schemaVersion();
      Installation installation = Installation.open(owner, version, settings.rootKey());
      Optional<ObjectStore> objectStore = settings.blobStore().map(ObjectStore::open);
      try {
        AppPool pool = migrated(owner, version, installation);
        Storage storage =
            new Storage(server, objectStore, endpoint, pool, installation, clock, limits);
        handedOver = true;
        return storage;
      } catch (RuntimeException | Error e) {
        objectStore.ifPresent(ObjectStore::close);
        installation.roots().close();
        throw e;
      }
    }
  }

  private AppPool migrated(Owner owner, int version, Installation installation) {
    if (installation.fresh()) {
      owner.makeAppRole(installation.appPassword());
    }
    if (version < Owner.SCHEMA) {
      owner.migrate();
    }
    if (installation.fresh()) {
      installation.store(owner);
    }
    return AppPool.open(vertx, endpoint, owner, installation.appPassword(), settings.poolSize());
  }

  /// Whether the database lets its owner in.
  public boolean healthy() {
    try (Owner owner = Owner.connect(endpoint)) {
      return owner.schemaVersion() >= 0;
    } catch (StorageException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (!handedOver) {
      server.ifPresent(EmbeddedServer::close);
    }
  }
}
