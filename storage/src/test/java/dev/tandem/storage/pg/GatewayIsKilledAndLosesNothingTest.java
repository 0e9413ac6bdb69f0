package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever was committed is there after a kill -9 of the gateway, whose Postgres goes on
/// without it. Method: a process of its own commits and is killed; the next start stops the
/// left-over server and reads every row that the process had reported. While it lives, a second
/// gateway is refused.
final class GatewayIsKilledAndLosesNothingTest {
  private static final int ROWS = 40;

  @Test
  void killed_while_it_writes(@TempDir Path directory) throws IOException, InterruptedException {
    Path data = directory.resolve("data");
    StorageSettings settings = StorageSettings.in(data);
    Vertx vertx = Vertx.vertx();
    List<String> printed = new ArrayList<>();
    Process gateway = start(data, directory.resolve("gateway.err"));
    try (BufferedReader out = gateway.inputReader()) {
      while (printed.size() < ROWS) {
        printed.add(Optional.ofNullable(out.readLine()).orElseThrow());
      }
      StorageException refusal =
          assertThrows(StorageException.class, () -> Storage.open(vertx, settings).close());
      assertTrue(
          String.valueOf(refusal.getMessage())
              .contains("another gateway (process " + gateway.pid() + ")"));
      gateway
          .toHandle()
          .destroyForcibly(); // Unlike Process's own, it leaves the pipe open to be read to its
      // end.
      gateway.waitFor();
      out.lines().forEach(printed::add);
    }
    long server =
        Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    assertTrue(runs(server), "Postgres outlives its gateway");
    try (Storage storage = Storage.open(vertx, settings)) {
      assertFalse(runs(server), "the old server was stopped");
      assertEquals(List.of(), lost(storage, printed));
    }
    assertFalse(
        Files.exists(data.resolve("postgres/postmaster.pid")), "a clean stop leaves no pid file");
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /// Of what a [KilledGateway] printed, the rows that are not there. A last line that a kill cut
  /// short does not count.
  static List<String> lost(Storage storage, Collection<String> printed) {
    return printed.stream()
        .map(line -> line.split(" ", -1))
        .filter(words -> words.length == 3 && words[2].length() == 36)
        .filter(
            words ->
                storage
                    .inWorkspace(
                        WorkspaceId.of(words[1]),
                        tx -> new Contacts().find(tx, UUID.fromString(words[2])))
                    .isEmpty())
        .map(words -> words[2])
        .toList();
  }

  /// Where nobody waits for orphans, one that has ended keeps its number but has no command.
  private static boolean runs(long process) {
    return ProcessHandle.of(process).flatMap(handle -> handle.info().command()).isPresent();
  }

  @Test
  void an_old_pid_file_that_names_another_program(@TempDir Path data) throws IOException {
    Vertx vertx = Vertx.vertx();
    Storage.open(vertx, StorageSettings.in(data)).close();
    Path file = data.resolve("postgres/postmaster.pid");
    Files.writeString(
        file, ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n1\n1\n\n*\n\n");
    try (Storage storage = Storage.open(vertx, StorageSettings.in(data))) {
      assertTrue(storage.healthy());
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void the_directory_tells_others_nothing(@TempDir Path parent) throws IOException {
    Path data = parent.resolve("data");
    try (EmbeddedServer server = EmbeddedServer.start(data)) {
      assertEquals("127.0.0.1", server.endpoint().host());
    }
    assertEquals("rwx------", mode(data));
    assertEquals("rwx------", mode(data.resolve("postgres")));
    assertEquals("rw-------", mode(data.resolve("postgres.passwords")));
    for (String line : Files.readAllLines(data.resolve("postgres/pg_hba.conf"))) {
      assertTrue(line.isBlank() || line.startsWith("#") || line.endsWith("scram-sha-256"), line);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  static Process start(Path data, Path errors) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledGateway.class.getName(),
            data.toString())
        .redirectError(errors.toFile())
        .start();
  }
}
