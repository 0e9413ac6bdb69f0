package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a program that is older than the data touches nothing. Method: a row in the schema's
/// history from the future; the start is refused, and goes on once the row is gone. And: the newest
/// migration is the one the program names.
final class NewerSchemaIsRefusedTest {

  @Test
  void a_row_from_the_future(@TempDir Path directory) throws SQLException {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings = StorageSettings.in(directory);
    Storage.open(vertx, settings).close();
    asOwner(
        directory,
        """
        INSERT INTO system.schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'tandem_owner', 1, true)
        """);
    StorageException refusal =
        assertThrows(StorageException.class, () -> Storage.open(vertx, settings).close());
    assertTrue(String.valueOf(refusal.getMessage()).contains("newer Tandem (schema 99"));
    asOwner(directory, "DELETE FROM system.schema_history WHERE installed_rank = 99");
    try (Storage storage = Storage.open(vertx, settings)) {
      assertTrue(storage.healthy());
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static void asOwner(Path directory, String sql) throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.start(directory);
        Owner owner = Owner.connect(server.endpoint());
        Statement statement = owner.connection().createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }

  @Test
  void the_program_knows_its_newest_migration() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      int newest =
          files
              .map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertEquals(Owner.SCHEMA, newest);
    }
  }
}
