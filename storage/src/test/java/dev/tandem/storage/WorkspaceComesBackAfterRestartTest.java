package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what was stored is there, and opens, after the storage was closed and opened again.
/// Method: a data directory of its own, two opens.
final class WorkspaceComesBackAfterRestartTest {
  private final Members members = new Members();

  @Test
  void a_member_is_found_and_read_after_a_restart(@TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings = StorageSettings.in(directory.resolve("data"));
    WorkspaceId workspace;
    Member made;
    long t0 = System.nanoTime();
    try (Storage storage = Storage.open(vertx, settings)) {
      System.err.println("first open ms " + (System.nanoTime() - t0) / 1_000_000);
      workspace = storage.createWorkspace("Acme");
      made =
          storage.inWorkspace(
              workspace,
              tx ->
                  members
                      .create(
                          tx,
                          "Ann@Example.org",
                          "Ann",
                          Role.OWNER,
                          Optional.of(Secret.of("$argon2id$x")))
                      .orElseThrow());
    }
    long t1 = System.nanoTime();
    try (Storage storage = Storage.open(vertx, settings)) {
      System.err.println("second open ms " + (System.nanoTime() - t1) / 1_000_000);
      assertTrue(storage.healthy());
      Directory.Found found = storage.directory().memberByEmail("ann@example.ORG").orElseThrow();
      assertEquals(new Directory.Found(workspace, made.id()), found);
      assertEquals(
          made, storage.inWorkspace(workspace, tx -> members.find(tx, made.id()).orElseThrow()));
      assertEquals(
          "Acme", storage.inWorkspace(workspace, tx -> new Workspaces().get(tx).name().value()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
