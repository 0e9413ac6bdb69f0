package dev.tandem.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who takes the disk reads nothing. Method: known strings through every store, ten
/// workspaces' worth; then the whole data directory, write-ahead log and server log included, is
/// searched for them while the server runs and after it has stopped. A control string that was
/// written in the clear shows that the search finds what is there.
final class CanariesAreNowhereTest {
  private static final String PREFIX = "qanary7f";

  @Test
  void no_known_string_is_found_in_the_data_directory(@TempDir Path directory) throws IOException {
    Vertx vertx = Vertx.vertx();
    List<String> canaries = new ArrayList<>();
    String control = "control-string-in-the-clear";
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory))) {
      for (int i = 0; i < 10; i++) {
        canaries.addAll(new EveryStoreWritten(storage, PREFIX + i).canaries);
      }
      storage.outsideWorkspaces(
          sql ->
              sql.run(
                  "INSERT INTO system.workspace (id, state) VALUES ($1, $2)", Ids.next(), control));
      assertTrue(files(directory, control).size() > 0, "the search finds nothing at all");
      assertEquals(List.of(), files(directory, PREFIX));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    assertTrue(canaries.size() >= 200, () -> "only " + canaries.size() + " canaries");
    assertTrue(files(directory, control).size() > 1, "the control is in the log and in its table");
    assertEquals(List.of(), files(directory, PREFIX));
    assertEquals(List.of(), files(directory, PREFIX.substring(1)));
  }

  private static List<Path> files(Path directory, String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.exists(file) && new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
