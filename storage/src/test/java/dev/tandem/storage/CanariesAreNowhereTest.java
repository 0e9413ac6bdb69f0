package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.pg.Dump;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who takes the disk or a dump reads nothing. Method: 10,000 strings that occur nowhere else
/// go through every store; then the whole data directory, write-ahead log and server log included,
/// is searched while the server runs and after it has stopped, and so is a dump. All strings share
/// a beginning, so that one search finds any of them, in each of [Traces]' forms. Control strings
/// that were written in the clear, one of them as Base64 and as hexadecimal digits, show that the
/// search finds what is there.
final class CanariesAreNowhereTest {
  private static final int CANARIES = 10_000;
  private static final String PREFIX = "qanary7f";
  private static final String CONTROL = "kontrol9d";

  @Test
  void no_known_string_is_found(@TempDir Path directory, @TempDir Path dumps)
      throws IOException, SQLException {
    Vertx vertx = Vertx.vertx();
    Set<String> canaries = new HashSet<>();
    Traces traces = new Traces(PREFIX);
    Traces control = new Traces(CONTROL);
    Path dump = dumps.resolve("dump");
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory))) {
      for (int i = 0; canaries.size() < CANARIES; i++) {
        canaries.addAll(new EveryStoreWritten(storage, PREFIX + "-" + i).canaries);
      }
      writeControls(storage);
      assertTrue(Dump.write(directory, dump) > 20, "a dump of all tables");
      assertEquals(List.of(), traces.in(directory, dumps));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    assertEquals(List.of(), traces.in(directory));
    assertEquals(List.of(), new Traces(PREFIX.substring(1)).in(directory, dumps));
    List<String> found = control.in(directory, dumps);
    for (String form : List.of("UTF-8", "hexadecimal", "Base64 from 2")) {
      assertTrue(found.contains(dump + ": " + form), () -> form + " in " + found);
      assertTrue(
          found.stream().anyMatch(find -> find.contains("pg_wal") && find.endsWith(form)),
          () -> form + " in the write-ahead log: " + found);
    }
  }

  private static void writeControls(Storage storage) {
    String clear = "in the clear: " + CONTROL;
    for (String encoding : List.of("escape", "hex", "base64")) {
      storage.outsideWorkspaces(
          sql ->
              sql.run(
                  "INSERT INTO system.workspace (id, state) VALUES ($1, encode(convert_to($2, 'UTF8'), $3))",
                  Ids.next(),
                  clear + encoding,
                  encoding));
    }
  }
}
