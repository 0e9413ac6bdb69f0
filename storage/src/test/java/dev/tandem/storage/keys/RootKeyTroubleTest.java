package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a root key that is missing, wrong, damaged or open to others stops the start with words
/// that say what to do, and loses nothing. Method: one data directory; each trouble in turn; after
/// each the right key opens it again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RootKeyTroubleTest {
  private final Vertx vertx = Vertx.vertx();
  private StorageSettings settings = StorageSettings.in(Path.of("unset"));
  private Path key = Path.of("unset");
  private String digits = "";
  private WorkspaceId workspace = WorkspaceId.of("00000000-0000-0000-0000-000000000000");

  @BeforeAll
  void make(@TempDir Path directory) throws IOException {
    settings = StorageSettings.in(directory);
    key = directory.resolve("keys/root.key");
    try (Storage storage = Storage.open(vertx, settings)) {
      workspace = storage.createWorkspace("Acme");
    }
    digits = Files.readString(key);
  }

  @AfterAll
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private void putKey(String content, String mode) throws IOException {
    Files.deleteIfExists(key);
    Files.writeString(key, content);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
  }

  private String refusal() {
    return String.valueOf(
        assertThrows(StorageException.class, () -> Storage.open(vertx, settings).close())
            .getMessage());
  }

  private void opensWithTheRightKey() throws IOException {
    putKey(digits, "r--------");
    try (Storage storage = Storage.open(vertx, settings)) {
      assertEquals(
          "Acme", storage.inWorkspace(workspace, tx -> new Workspaces().get(tx).name().value()));
    }
  }

  @Test
  void the_file_is_made_for_its_owner_alone() throws IOException {
    opensWithTheRightKey();
    assertEquals("r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertEquals(64, digits.length());
  }

  @Test
  void missing() throws IOException {
    Files.delete(key);
    String refusal = refusal();
    assertTrue(refusal.contains("missing") && refusal.contains(key.toString()), refusal);
    assertFalse(Files.exists(key), "never a new key");
    opensWithTheRightKey();
  }

  @Test
  void wrong() throws IOException {
    putKey("0123456789abcdef".repeat(4), "r--------");
    String refusal = refusal();
    assertTrue(refusal.contains("not the one"), refusal);
    opensWithTheRightKey();
  }

  @Test
  void damaged() throws IOException {
    putKey("not a key", "r--------");
    String refusal = refusal();
    assertTrue(
        refusal.contains("64 hexadecimal digits") && !refusal.contains("not a key"), refusal);
    opensWithTheRightKey();
  }

  @Test
  void open_to_others() throws IOException {
    putKey(digits, "r--r-----");
    String refusal = refusal();
    assertTrue(refusal.contains("chmod 0400 " + key), refusal);
    opensWithTheRightKey();
  }
}
