package dev.tandem.storage.bench;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/// The embedded server as the gateway starts it, our storage upon it, and a way in for the peer.
final class BenchDatabase implements AutoCloseable {
  private static final long REST_MILLIS = 1_000;
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final Path directory;
  private final EmbeddedServer server;
  private final Vertx vertx;
  private final Storage storage;
  private final long postmaster;

  private BenchDatabase(Path directory, EmbeddedServer server, Vertx vertx, Storage storage) {
    this.directory = directory;
    this.server = server;
    this.vertx = vertx;
    this.storage = storage;
    this.postmaster = postmaster(directory);
  }

  static BenchDatabase open() throws IOException {
    Path directory = Files.createTempDirectory("tandem-storage-bench");
    EmbeddedServer server = EmbeddedServer.start(directory);
    Vertx vertx = Vertx.vertx();
    Endpoint at = server.endpoint();
    String url =
        "postgresql://"
            + at.owner()
            + ":"
            + at.password().reveal()
            + "@"
            + at.host()
            + ":"
            + at.port()
            + "/"
            + at.database()
            + "?sslmode=disable";
    StorageSettings settings =
        new StorageSettings(
            directory,
            Optional.of(Secret.of(url)),
            RootKeySource.in(directory),
            StorageSettings.POOL);
    return new BenchDatabase(directory, server, vertx, Storage.open(vertx, settings));
  }

  private static long postmaster(Path directory) {
    try {
      return Long.parseLong(
          Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Storage storage() {
    return storage;
  }

  CpuTime cpu() {
    return CpuTime.now(postmaster);
  }

  /// Where the peer signs in: as the schema's owner, who makes the plain tables.
  Endpoint endpoint() {
    return server.endpoint();
  }

  /// As the owner, for the plain tables and for settings of the server that are asked for.
  void statements(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// So that plans know what is there, as they do a minute later by themselves.
  void analyze() throws SQLException {
    statements("ANALYZE");
  }

  /// Once more with pages marked as written and visible to all, as autovacuum does within minutes:
  /// a page that is read for the first time before that is written too, checksum and log and all.
  void settle() throws SQLException, InterruptedException {
    statements("VACUUM (ANALYZE)");
    awaitRest();
  }

  /// Until what goes on behind a load, such as merging the words of its messages, has ended: when
  /// neither side uses a tenth of a processor.
  private void awaitRest() throws InterruptedException {
    CpuTime used;
    long giveUp = System.nanoTime() + LONGEST_REST.toNanos();
    do {
      CpuTime before = cpu();
      Thread.sleep(REST_MILLIS);
      used = cpu().since(before);
    } while (used.ours() + used.server() > REST_MILLIS / 10_000.0 && System.nanoTime() < giveUp);
  }

  String version() throws SQLException {
    try (Connection connection = connect()) {
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    }
  }

  private Connection connect() throws SQLException {
    Endpoint at = endpoint();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.database(),
        at.owner(),
        at.password().reveal());
  }

  @Override
  public void close() throws IOException {
    storage.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.close();
    SharedStorage.delete(directory);
  }
}
