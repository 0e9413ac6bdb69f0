package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the root key turns while two gateways work and make workspaces, and afterwards the new one
/// alone opens everything. Method: both gateways know both keys; one rotates while both write and
/// read; then gateways start with the one key and with the other.
final class RootKeyTurnsUnderTrafficTest {
  private static final int WORKSPACES = 40;

  private final Map<UUID, WorkspaceId> written = new ConcurrentHashMap<>();

  @Test
  void from_file_to_file(@TempDir Path directory) throws InterruptedException, ExecutionException {
    try (KeyHouse house = new KeyHouse(directory)) {
      RootKeySource old = house.file("old.key");
      RootKeySource fresh = house.file("new.key");
      try (Storage one = house.open(old)) {
        for (int i = 0; i < WORKSPACES; i++) {
          write(house, one, one.createWorkspace("Acme"));
        }
        fresh.provider(true).close();
        try (Storage two = house.open(new RootKeySource.Turning(old, List.of(fresh)))) {
          rotateUnderTraffic(house, one, two, fresh);
        }
        List<RootKeyAge> ages = one.keychain().rootKeys();
        assertEquals(List.of("file:" + directory.resolve("new.key")), places(ages));
        assertEquals(one.workspaces().size(), ages.getFirst().workspaces());
        assertEquals(0, one.keychain().rotateRootKey(fresh), "nothing is left to do");
      }
      try (Storage again = house.open(fresh)) {
        written.forEach((id, in) -> assertTrue(house.reads(again, in, id)));
      }
      StorageException refusal =
          assertThrows(StorageException.class, () -> house.open(old).close());
      assertTrue(
          String.valueOf(refusal.getMessage()).contains("sealed with that in file:")
              && String.valueOf(refusal.getMessage()).contains("new.key"),
          refusal.getMessage());
    }
  }

  private static List<String> places(List<RootKeyAge> ages) {
    return ages.stream().map(RootKeyAge::place).toList();
  }

  private void write(KeyHouse house, Storage storage, WorkspaceId workspace) {
    written.put(house.write(storage, workspace), workspace);
  }

  private void rotateUnderTraffic(KeyHouse house, Storage one, Storage two, RootKeySource fresh)
      throws InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    List<WorkspaceId> workspaces = one.workspaces();
    List<Future<Integer>> traffic = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Storage gateway : List.of(one, two)) {
        Callable<Integer> work = () -> traffic(house, gateway, workspaces, over);
        traffic.add(threads.submit(work));
      }
      assertTrue(one.keychain().rotateRootKey(fresh) >= WORKSPACES);
      over.set(true);
    }
    for (Future<Integer> count : traffic) {
      assertTrue(count.get() > 0);
    }
    // A gateway that still wraps with the old key made some meanwhile.
    assertTrue(one.keychain().rotateRootKey(fresh) >= 0);
  }

  private int traffic(
      KeyHouse house, Storage gateway, List<WorkspaceId> workspaces, AtomicBoolean over) {
    int count = 0;
    do {
      write(house, gateway, workspaces.get(count % workspaces.size()));
      write(house, gateway, gateway.createWorkspace("Made meanwhile"));
      count++;
    } while (!over.get());
    written.forEach((id, in) -> assertTrue(house.reads(gateway, in, id)));
    return count;
  }
}
