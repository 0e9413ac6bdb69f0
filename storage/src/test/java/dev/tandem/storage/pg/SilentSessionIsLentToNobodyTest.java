package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.keys.RootKeySource;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a session that does not answer a question about its health is kept aside, so that nobody's
/// work waits for it, and comes back when it answers. Method: of a pool of two, the server's
/// process of the session that was used last, which is the one that is lent next, is frozen and
/// thawed.
@Timeout(120)
final class SilentSessionIsLentToNobodyTest {
  @Test
  void others_work_meanwhile(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings =
        new StorageSettings(directory, Optional.empty(), RootKeySource.in(directory), 2);
    try (Storage storage = Storage.open(vertx, settings)) {
      int silent = session(storage);
      assertEquals(silent, session(storage), "the one that was used last is lent next");
      signal("-STOP", silent);
      try {
        assertFalse(storage.healthy());
        int other = session(storage);
        assertNotEquals(silent, other);
        assertEquals(other, session(storage));
        assertTrue(storage.healthy());
      } finally {
        signal("-CONT", silent);
      }
      Set<Integer> both = new HashSet<>();
      while (!both.contains(silent)) {
        both = bothSessions(storage);
      }
      assertEquals(2, both.size());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static int session(Storage storage) {
    return storage.outsideWorkspaces(SilentSessionIsLentToNobodyTest::process);
  }

  private static int process(Sql sql) {
    return sql.one("SELECT pg_backend_pid() AS pid", row -> row.getInteger("pid")).orElseThrow();
  }

  /// Two transactions at one time.
  private static Set<Integer> bothSessions(Storage storage) throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    Callable<Integer> waiting =
        () ->
            storage.outsideWorkspaces(
                sql -> {
                  int process = process(sql);
                  begun.countDown();
                  try {
                    begun.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return process;
                });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = threads.submit(waiting);
      Future<Integer> two = threads.submit(waiting);
      return new HashSet<>(Set.of(one.get(), two.get()));
    }
  }

  private static void signal(String name, int process) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", name, "" + process).start().waitFor());
  }
}
