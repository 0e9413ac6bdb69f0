package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: while an operator's own database is gone, every piece of work ends with an error that says
/// so, within bounded time; when it is back, work goes on by itself, and nothing that was
/// acknowledged is lost. Method: four writers and readers at work; the server is frozen with all
/// its processes, and thawed; then stopped and started. `-Dtandem.gone.seconds=60` for a whole
/// minute each.
@Timeout(400)
final class PostgresIsGoneForAWhileTest {
  private static final int GONE_SECONDS = Integer.getInteger("tandem.gone.seconds", 4);

  /// The wait for a connection, silence until a statement and its rollback are given up, some room.
  private static final Duration BOUND = Duration.ofSeconds(10 + 35 + 5 + 5);

  private static final int WORKERS = 4;
  private static final int AGAIN = 40;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final AtomicLong longest = new AtomicLong();

  @Test
  void frozen_then_stopped(@TempDir Path directory) throws Exception {
    Path theirs = directory.resolve("theirs");
    EmbeddedServer.start(theirs).close(); // Makes the cluster.
    PostgresPrograms programs = PostgresPrograms.find(theirs);
    Path cluster = theirs.resolve("postgres");
    Postmaster server = Postmaster.start(programs, cluster, OptionalInt.empty());
    try (Storage storage =
        Storage.open(vertx, settings(directory.resolve("mine"), theirs, server))) {
      WorkspaceId workspace = storage.createWorkspace("Acme");
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(Thread.ofVirtual().start(() -> work(storage, workspace)));
      }
      awaitMore();
      List<ProcessHandle> all = processes(server);
      signal("-STOP", all);
      TimeUnit.SECONDS.sleep(GONE_SECONDS);
      signal("-CONT", all);
      awaitMore();
      signal("-INT", List.of(server.process())); // A fast stop, which ends sessions.
      var _ = server.process().onExit().get();
      TimeUnit.SECONDS.sleep(GONE_SECONDS);
      int before = failures.size();
      assertTrue(before > 0, "work met the stop");
      server = Postmaster.start(programs, cluster, OptionalInt.of(server.port()));
      awaitMore();
      ending.set(true);
      for (Thread worker : workers) {
        worker.join();
      }
      assertTrue(storage.healthy());
      for (UUID id : acknowledged) {
        assertTrue(
            storage.inWorkspace(workspace, tx -> new Contacts().find(tx, id)).isPresent(),
            "an acknowledged row is lost");
      }
    } finally {
      signal("-INT", List.of(server.process()));
      var _ = server.process().onExit().get();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    for (RuntimeException failure : failures) {
      assertEquals(StorageException.class, failure.getClass());
      assertTrue(((StorageException) failure).retryable(), failure::getMessage);
    }
    assertTrue(
        longest.get() < BOUND.toNanos(), () -> "one took " + Duration.ofNanos(longest.get()));
  }

  private static StorageSettings settings(Path mine, Path theirs, Postmaster server) {
    String url =
        "postgresql://tandem_owner:%s@127.0.0.1:%d/tandem?sslmode=disable"
            .formatted(ServerPasswords.read(theirs).owner().reveal(), server.port());
    return new StorageSettings(mine, Optional.of(Secret.of(url)), RootKeySource.in(mine), WORKERS);
  }

  private void work(Storage storage, WorkspaceId workspace) {
    while (!ending.get()) {
      long began = System.nanoTime();
      try {
        UUID id = Ids.next();
        storage.inWorkspace(workspace, tx -> new Contacts().create(tx, id, "Somebody", List.of()));
        acknowledged.add(id);
        assertTrue(storage.inWorkspace(workspace, tx -> new Contacts().find(tx, id)).isPresent());
      } catch (RuntimeException e) {
        failures.add(e);
      }
      long took = System.nanoTime() - began;
      longest.accumulateAndGet(took, Math::max);
    }
  }

  private void awaitMore() throws InterruptedException {
    int wanted = acknowledged.size() + AGAIN;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (acknowledged.size() < wanted) {
      assertTrue(System.nanoTime() < until, () -> "no work goes on; " + failures.peek());
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static List<ProcessHandle> processes(Postmaster server) {
    return Stream.concat(Stream.of(server.process()), server.process().descendants()).toList();
  }

  private static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    int _ = new ProcessBuilder(command).start().waitFor();
  }
}
