package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a rotation of the root key that is killed in the middle leaves every workspace readable
/// and goes on where it was, and every workspace's audit log tells of it once. Method: a process of
/// its own rotates more workspaces than one batch holds, with a key that stops in the second batch,
/// and is killed with -9.
final class RotationIsKilledAndGoesOnTest {
  private static final int WORKSPACES = 540;
  private static final int BATCH = 500;

  @Test
  void half_and_half(@TempDir Path directory) throws IOException, InterruptedException {
    try (KeyHouse house = new KeyHouse(directory)) {
      RootKeySource old = house.file("old.key");
      RootKeySource fresh = house.file("new.key");
      List<WorkspaceId> workspaces = new ArrayList<>();
      try (Storage storage = house.open(old)) {
        ConcurrentLinkedQueue<WorkspaceId> made = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < WORKSPACES; i++) {
            threads.execute(() -> made.add(storage.createWorkspace("Acme")));
          }
        }
        workspaces.addAll(made);
        assertEquals(WORKSPACES, workspaces.size());
      }
      kill(directory, house.url());
      try (Storage storage = house.open(old)) {
        assertEquals(List.of((long) WORKSPACES - BATCH, (long) BATCH), wrapping(storage));
        assertEquals(BATCH, workspaces.stream().filter(id -> !opens(storage, id)).count());
      }
      try (Storage storage = house.open(new RootKeySource.Turning(fresh, List.of(old)))) {
        assertTrue(workspaces.stream().allMatch(id -> opens(storage, id)), "half old, half new");
        assertEquals(List.of(), told(storage, workspaces), "nobody was told before it died");
        assertEquals(WORKSPACES - BATCH, storage.keychain().rotateRootKey(fresh));
        assertEquals(WORKSPACES, storage.keychain().tellAuditLogs());
        assertEquals(List.of(), untold(storage, workspaces), "each log has one entry");
        assertEquals(0, storage.keychain().tellAuditLogs());
      }
      try (Storage storage = house.open(fresh)) {
        assertTrue(workspaces.stream().allMatch(id -> opens(storage, id)));
        assertEquals(List.of((long) WORKSPACES), wrapping(storage));
      }
      assertThrows(StorageException.class, () -> house.open(old).close());
    }
  }

  private static List<Long> wrapping(Storage storage) {
    return storage.keychain().rootKeys().stream().map(RootKeyAge::workspaces).toList();
  }

  private static List<WorkspaceId> told(Storage storage, List<WorkspaceId> workspaces) {
    return workspaces.stream().filter(id -> turns(storage, id) > 0).toList();
  }

  private static List<WorkspaceId> untold(Storage storage, List<WorkspaceId> workspaces) {
    return workspaces.stream().filter(id -> turns(storage, id) != 1).toList();
  }

  private static long turns(Storage storage, WorkspaceId workspace) {
    return storage.inWorkspace(workspace, tx -> new AuditLog().after(tx, 0, 10)).stream()
        .filter(entry -> entry.action().equals(AuditAction.ROOT_KEY_TURNED.word()))
        .filter(entry -> String.valueOf(entry.detail().values().get("key")).endsWith("new.key"))
        .count();
  }

  private static boolean opens(Storage storage, WorkspaceId workspace) {
    try {
      return storage.inWorkspace(workspace, tx -> true);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void kill(Path directory, String url) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRotation.class.getName(),
                directory.toString(),
                url)
            .redirectError(directory.resolve("rotation.err").toFile())
            .start();
    try (BufferedReader out = process.inputReader()) {
      assertEquals("in the second batch", out.readLine());
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
