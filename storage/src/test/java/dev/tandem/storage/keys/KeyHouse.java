package dev.tandem.storage.keys;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One database, on which tests open as many gateways as they want, each with root keys of its own.
final class KeyHouse implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedServer server;
  private final Path directory;
  private final Contacts contacts = new Contacts();

  KeyHouse(Path directory) {
    this.directory = directory;
    this.server = EmbeddedServer.start(directory.resolve("server"));
  }

  String url() {
    return url(server.endpoint());
  }

  static String url(Endpoint at) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
  }

  RootKeySource file(String name) {
    return new RootKeySource.KeyFile(directory.resolve(name));
  }

  Storage open(RootKeySource root) {
    return open(root, KeyLimits.STANDARD);
  }

  Storage open(RootKeySource root, KeyLimits limits) {
    return open(vertx, directory, url(), root, limits);
  }

  static Storage open(
      Vertx vertx, Path directory, String url, RootKeySource root, KeyLimits limits) {
    return Storage.open(
        vertx,
        new StorageSettings(directory, Optional.of(Secret.of(url)), root, 4),
        InstantSource.system(),
        limits);
  }

  UUID write(Storage storage, WorkspaceId workspace) {
    UUID id = Ids.next();
    storage.inWorkspace(workspace, tx -> contacts.create(tx, id, "Name", List.of("+12025550199")));
    return id;
  }

  boolean reads(Storage storage, WorkspaceId workspace, UUID id) {
    return storage
        .inWorkspace(workspace, tx -> contacts.find(tx, id))
        .filter(contact -> contact.name().value().equals("Name"))
        .isPresent();
  }

  @Override
  public void close() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
