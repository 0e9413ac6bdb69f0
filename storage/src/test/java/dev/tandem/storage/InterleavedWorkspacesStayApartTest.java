package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what one workspace's request left on a connection is never there for the next. Method:
/// 10,000 requests of two workspaces, and of none, on five connections, 24 at a time, in an order
/// that a seed decides. They read, write, throw, run into errors and timeouts of the database, are
/// interrupted while they wait, and lose their connection. Each that can read asks every table of
/// schema `tenant` for the workspaces it sees.
@Timeout(300)
final class InterleavedWorkspacesStayApartTest {
  private static final int REQUESTS = 10_000;
  private static final int CONNECTIONS = 5;
  private static final int AT_ONCE = 24;

  /// What a request does; the weight is its share of a hundred.
  private enum Kind {
    READS(44),
    WRITES(20),
    THROWS(10),
    MEETS_AN_ERROR(9),
    TAKES_TOO_LONG(3),
    IS_CANCELLED(7),
    LOSES_ITS_CONNECTION(1),
    BELONGS_TO_NOBODY(6);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }

    static Kind of(Random random) {
      int left = random.nextInt(100);
      for (Kind kind : values()) {
        left -= kind.weight;
        if (left < 0) {
          return kind;
        }
      }
      throw new AssertionError("the weights add up to a hundred");
    }
  }

  /// Thrown by requests on purpose.
  private static final class Aborted extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final long seed = Long.getLong("tandem.isolation.seed", System.nanoTime());
  private final Map<Kind, LongAdder> done = new ConcurrentHashMap<>(new EnumMap<>(Kind.class));

  @Test
  void no_request_sees_a_foreign_row(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings =
        new StorageSettings(directory, Optional.empty(), RootKeySource.in(directory), CONNECTIONS);
    try (Storage storage = Storage.open(vertx, settings);
        ExecutorService threads =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<WorkspaceId> workspaces =
          List.of(
              new EveryStoreWritten(storage, "apart-one").workspace,
              new EveryStoreWritten(storage, "apart-two").workspace);
      String everyTable = everyTable(storage);
      List<Future<?>> requests =
          IntStream.range(0, REQUESTS)
              .<Future<?>>mapToObj(
                  i -> threads.submit(() -> request(storage, workspaces.get(i % 2), everyTable, i)))
              .toList();
      for (Future<?> request : requests) {
        request.get();
      }
      for (WorkspaceId workspace : workspaces) {
        assertEquals(Set.of(workspace.value()), seen(storage, workspace, everyTable));
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    for (Kind kind : Kind.values()) {
      long times = done.getOrDefault(kind, new LongAdder()).sum();
      assertTrue(times > REQUESTS * kind.weight / 200, () -> kind + " " + times + said());
    }
  }

  private String said() {
    return ", seed " + seed;
  }

  /// One query over all tables, generated from the catalogue: which workspaces have a row in it?
  private static String everyTable(Storage storage) {
    List<String> tables =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT relname FROM pg_class
                    WHERE relnamespace = 'tenant'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
                    """,
                    row -> row.getString("relname")));
    assertTrue(tables.size() >= 20);
    return tables.stream()
        .map(table -> "(SELECT DISTINCT workspace_id FROM tenant." + table + ")")
        .collect(Collectors.joining(" UNION "));
  }

  private static Set<UUID> seen(Sql sql, String everyTable) {
    return new TreeSet<>(sql.list(everyTable, row -> row.getUUID("workspace_id")));
  }

  private static Set<UUID> seen(Storage storage, WorkspaceId workspace, String everyTable) {
    return storage.inWorkspace(workspace, tx -> seen(tx.sql(), everyTable));
  }

  private void request(Storage storage, WorkspaceId own, String everyTable, int number) {
    Kind kind = Kind.of(new Random(seed + number));
    switch (kind) {
      case READS -> assertEquals(Set.of(own.value()), seen(storage, own, everyTable), this::said);
      case WRITES -> writes(storage, own, everyTable);
      case THROWS -> throwsAfterItsWork(storage, own);
      case MEETS_AN_ERROR -> fails(storage, own, "SELECT 1 / (SELECT 0)");
      case TAKES_TOO_LONG -> takesTooLong(storage, own);
      case IS_CANCELLED -> isCancelled(storage, own, number);
      case LOSES_ITS_CONNECTION ->
          fails(storage, own, "SELECT pg_terminate_backend(pg_backend_pid(), 0)");
      case BELONGS_TO_NOBODY ->
          assertEquals(
              Set.of(), storage.outsideWorkspaces(sql -> seen(sql, everyTable)), this::said);
    }
    done.computeIfAbsent(kind, ignored -> new LongAdder()).increment();
  }

  private static void touch(Tenant tx) {
    assertTrue(tx.sql().change("UPDATE tenant.workspace SET ring_seconds = ring_seconds") == 1);
  }

  private void writes(Storage storage, WorkspaceId own, String everyTable) {
    Set<UUID> seen =
        storage.inWorkspace(
            own,
            tx -> {
              touch(tx);
              return seen(tx.sql(), everyTable);
            });
    assertEquals(Set.of(own.value()), seen, this::said);
  }

  private static void throwsAfterItsWork(Storage storage, WorkspaceId own) {
    assertThrows(
        Aborted.class,
        () ->
            storage.inWorkspace(
                own,
                tx -> {
                  touch(tx);
                  throw new Aborted();
                }));
  }

  private static void fails(Storage storage, WorkspaceId own, String statement) {
    assertThrows(
        StorageException.class,
        () -> storage.inWorkspace(own, tx -> tx.sql().run(statement).size()));
  }

  private static void takesTooLong(Storage storage, WorkspaceId own) {
    assertThrows(
        StorageException.class,
        () ->
            storage.inWorkspace(
                own,
                tx -> {
                  touch(tx);
                  tx.sql().run("SET LOCAL statement_timeout = 5");
                  return tx.sql().run("SELECT pg_sleep(5)").size();
                }));
  }

  /// Interrupted at once or while it waits; whichever statement that meets.
  private static void isCancelled(Storage storage, WorkspaceId own, int number) {
    Thread self = Thread.currentThread();
    Thread interrupter =
        Thread.ofVirtual()
            .start(
                () -> {
                  LockSupport.parkNanos(number % 50 * 500_000L);
                  self.interrupt();
                });
    try {
      int _ =
          storage.inWorkspace(
              own,
              tx -> {
                touch(tx);
                return tx.sql().run("SELECT pg_sleep(0.02)").size();
              });
    } catch (StorageException cancelled) {
      assertTrue(cancelled.retryable(), cancelled::getMessage);
    } finally {
      joined(interrupter);
    }
  }

  private static void joined(Thread thread) {
    while (thread.isAlive()) {
      Thread.onSpinWait();
    }
    var _ = Thread.interrupted();
  }
}
