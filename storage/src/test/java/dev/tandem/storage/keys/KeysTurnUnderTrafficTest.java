package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.keys.KeyAge.WorkspaceKeyAge;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: data keys turn with the month, a workspace's key turns whenever asked, and nobody notices.
/// Method: two gateways on one database with a clock of the test's; writers and readers in both
/// while one of them turns the key, and the month changes in between.
final class KeysTurnUnderTrafficTest {
  private static final int TURNS = 10;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-30T23:59:59Z"));
  private final Contacts contacts = new Contacts();

  @Test
  void two_gateways_go_on(@TempDir Path directory) throws InterruptedException, ExecutionException {
    Vertx vertx = Vertx.vertx();
    try (EmbeddedServer server = EmbeddedServer.start(directory.resolve("server"))) {
      StorageSettings settings = settings(server.endpoint(), directory.resolve("mine"));
      try (Storage one = Storage.open(vertx, settings, now::get);
          Storage two = Storage.open(vertx, settings, now::get)) {
        WorkspaceId workspace = one.createWorkspace("Acme");
        UUID first = write(one, workspace);
        assertTrue(readable(two, workspace, first));
        assertEquals(List.of(YearMonth.of(2026, 11)), months(one, workspace));
        Instant made = workspaceKey(one, workspace);
        turnUnderTraffic(one, two, workspace);
        assertNotEquals(made, workspaceKey(two, workspace));
        assertEquals(
            List.of(YearMonth.of(2026, 11), YearMonth.of(2026, 12)), months(two, workspace));
        assertEquals(1 + 2 * KeyClass.values().length, one.keychain().ages(workspace).size());
        assertTrue(readable(one, workspace, first) && readable(two, workspace, first));
      }
      try (Storage again = Storage.open(vertx, settings, now::get)) {
        again
            .workspaces()
            .forEach(workspace -> assertFalse(everything(again, workspace).isEmpty()));
      }
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static StorageSettings settings(Endpoint at, Path directory) {
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
            .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
    return new StorageSettings(
        directory, Optional.of(Secret.of(url)), RootKeySource.in(directory), 4);
  }

  private void turnUnderTraffic(Storage one, Storage two, WorkspaceId workspace)
      throws InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> traffic = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Storage mine : List.of(one, two, one, two)) {
        Storage other = mine == one ? two : one;
        Callable<Integer> work = () -> traffic(mine, other, workspace, over);
        traffic.add(threads.submit(work));
      }
      for (int turn = 0; turn < TURNS; turn++) {
        if (turn == TURNS / 2) {
          now.set(Instant.parse("2026-12-01T00:00:00Z"));
        }
        one.keychain().turnWorkspaceKey(workspace);
        write(one, workspace);
      }
      over.set(true);
    }
    for (Future<Integer> count : traffic) {
      assertTrue(count.get() > 0);
    }
  }

  private int traffic(Storage mine, Storage other, WorkspaceId workspace, AtomicBoolean over) {
    int count = 0;
    do {
      assertTrue(readable(other, workspace, write(mine, workspace)));
      count++;
    } while (!over.get());
    return count;
  }

  private UUID write(Storage storage, WorkspaceId workspace) {
    UUID id = Ids.next();
    storage.inWorkspace(workspace, tx -> contacts.create(tx, id, "Name", List.of("+12025550199")));
    return id;
  }

  private boolean readable(Storage storage, WorkspaceId workspace, UUID id) {
    return storage
        .inWorkspace(workspace, tx -> contacts.find(tx, id))
        .filter(contact -> contact.name().value().equals("Name"))
        .isPresent();
  }

  private List<?> everything(Storage storage, WorkspaceId workspace) {
    return storage.inWorkspace(workspace, tx -> contacts.page(tx, Optional.empty(), 100)).items();
  }

  private static Instant workspaceKey(Storage storage, WorkspaceId workspace) {
    return storage.keychain().ages(workspace).stream()
        .filter(WorkspaceKeyAge.class::isInstance)
        .map(KeyAge::since)
        .findFirst()
        .orElseThrow();
  }

  private static List<YearMonth> months(Storage storage, WorkspaceId workspace) {
    return storage.keychain().ages(workspace).stream()
        .filter(DataKeyAge.class::isInstance)
        .map(age -> ((DataKeyAge) age).month())
        .distinct()
        .toList();
  }
}
