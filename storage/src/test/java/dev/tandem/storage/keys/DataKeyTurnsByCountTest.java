package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Sealer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a data key that has sealed as many records as it may gives way to a new one, under
/// traffic, with several gateways, across restarts; nothing gets lost. Method: a limit of 100
/// records; two gateways with two writers each; then the keys that the stored values ask for are
/// counted.
final class DataKeyTurnsByCountTest {
  private static final int LIMIT = 100;
  private static final int AT_ONCE = 10;
  private static final int WRITERS = 4;
  private static final int RECORDS = 150;
  private static final KeyLimits LIMITS =
      new KeyLimits(
          LIMIT, AT_ONCE, Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));

  @Test
  void no_key_seals_more_than_its_share(@TempDir Path directory)
      throws InterruptedException, ExecutionException {
    try (KeyHouse house = new KeyHouse(directory)) {
      WorkspaceId workspace;
      List<UUID> written;
      try (Storage one = house.open(house.file("root.key"), LIMITS);
          Storage two = house.open(house.file("root.key"), LIMITS)) {
        workspace = one.createWorkspace("Acme");
        written = writeAll(house, workspace, List.of(one, two, one, two));
      }
      try (Storage again = house.open(house.file("root.key"), LIMITS)) {
        written.add(house.write(again, workspace));
        for (UUID id : written) {
          assertTrue(house.reads(again, workspace, id));
        }
        Map<Integer, Integer> used = keysOfContacts(again, workspace);
        // What four writers and two gateways may have under way beyond what is counted.
        int most = LIMIT + WRITERS + 2 * AT_ONCE;
        used.forEach((number, records) -> assertTrue(records <= most, number + ": " + records));
        assertTrue(used.size() >= written.size() / most, used.toString());
        assertCounted(again, workspace, used);
        assertTold(again, workspace);
      }
    }
  }

  private static List<UUID> writeAll(KeyHouse house, WorkspaceId workspace, List<Storage> gateways)
      throws InterruptedException, ExecutionException {
    List<UUID> written = new ArrayList<>();
    List<Future<List<UUID>>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Storage gateway : gateways) {
        Callable<List<UUID>> work = () -> writeSome(house, gateway, workspace);
        writers.add(threads.submit(work));
      }
    }
    for (Future<List<UUID>> writer : writers) {
      written.addAll(writer.get());
    }
    assertEquals(WRITERS * RECORDS, written.size());
    return written;
  }

  private static List<UUID> writeSome(KeyHouse house, Storage gateway, WorkspaceId workspace) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      ids.add(house.write(gateway, workspace));
    }
    return ids;
  }

  private static Map<Integer, Integer> keysOfContacts(Storage storage, WorkspaceId workspace) {
    Map<Integer, Integer> used = new HashMap<>();
    storage
        .inWorkspace(
            workspace,
            tx ->
                tx.sql()
                    .list(
                        "SELECT content FROM tenant.contact",
                        row -> Sealer.keyNumber(Sql.bytes(row, "content"))))
        .forEach(number -> used.merge(number, 1, Integer::sum));
    return used;
  }

  /// Every key that came after the first four is in the audit log, once.
  private static void assertTold(Storage storage, WorkspaceId workspace) {
    int _ = storage.keychain().tellAuditLogs();
    List<Integer> told =
        storage.inWorkspace(workspace, tx -> new AuditLog().after(tx, 0, 1_000)).stream()
            .filter(entry -> entry.action().equals(AuditAction.DATA_KEY_TURNED.word()))
            .flatMap(
                entry -> Stream.of(String.valueOf(entry.detail().values().get("key")).split(", ")))
            .map(name -> Integer.parseInt(name.substring(name.indexOf(' ') + 1)))
            .toList();
    List<Integer> made =
        storage.keychain().ages(workspace).stream()
            .filter(DataKeyAge.class::isInstance)
            .map(age -> ((DataKeyAge) age).number())
            .filter(number -> number > KeyClass.values().length)
            .toList();
    assertEquals(made, told);
    assertTrue(made.size() >= WRITERS, made.toString());
  }

  /// The table's count is never behind what was sealed, and all keys but the newest are retired.
  private static void assertCounted(
      Storage storage, WorkspaceId workspace, Map<Integer, Integer> used) {
    List<DataKeyAge> accounts =
        storage.keychain().ages(workspace).stream()
            .filter(DataKeyAge.class::isInstance)
            .map(DataKeyAge.class::cast)
            .filter(age -> age.keyClass() == KeyClass.ACCOUNT)
            .toList();
    DataKeyAge newest = accounts.getLast();
    for (DataKeyAge age : accounts) {
      assertEquals(age.number() != newest.number(), age.retired().isPresent());
      if (age.number() != newest.number()) {
        assertTrue(age.sealed() >= LIMIT, age.toString());
      }
    }
    assertTrue(used.containsKey(newest.number()));
  }
}
