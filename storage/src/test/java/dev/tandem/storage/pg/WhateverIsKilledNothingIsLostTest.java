package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: kill -9 of whatever process, and no write that was acknowledged is lost; the gateway goes
/// on by itself when it was Postgres. Method: a process of its own writes from four threads; thirty
/// times one of Postgres' backends, its postmaster or the process itself is killed in the middle,
/// and writes must be acknowledged again within a minute. In the end every row that was ever
/// acknowledged is read.
@Timeout(900)
final class WhateverIsKilledNothingIsLostTest {
  private static final int ROUNDS = Integer.getInteger("tandem.kill.rounds", 30);

  /// Writes between two kills.
  private static final int WRITES = 25;

  private static final long AGAIN_SECONDS = 60;

  private enum Victim {
    BACKEND,
    POSTMASTER,
    GATEWAY
  }

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
  private final Random random = new Random(30);
  private Optional<Process> gateway = Optional.empty();

  @AfterEach
  void end() {
    gateway.ifPresent(Process::destroyForcibly);
  }

  @Test
  void thirty_rounds(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("data");
    start(data, directory);
    for (int round = 0; round < ROUNDS; round++) {
      awaitWrites("round " + round);
      switch (Victim.values()[round % Victim.values().length]) {
        case BACKEND -> kill(backend(data));
        case POSTMASTER -> kill(Optional.of(postmaster(data)));
        case GATEWAY -> {
          gateway.orElseThrow().toHandle().destroyForcibly();
          int _ = gateway.orElseThrow().waitFor();
          start(data, directory);
        }
      }
    }
    awaitWrites("after the last round");
    int _ = gateway.orElseThrow().destroyForcibly().waitFor();
    assertEquals(List.of(), List.copyOf(troubles));
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(data))) {
      List<String> all = List.copyOf(acknowledged);
      assertTrue(all.size() >= ROUNDS * WRITES);
      assertEquals(List.of(), GatewayIsKilledAndLosesNothingTest.lost(storage, all));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void start(Path data, Path directory) throws IOException {
    Process process =
        GatewayIsKilledAndLosesNothingTest.start(data, directory.resolve("gateway.err"));
    gateway = Optional.of(process);
    Thread.ofPlatform().daemon().start(() -> listen(process.inputReader()));
  }

  private void listen(BufferedReader out) {
    try (out) {
      out.lines()
          .forEach(line -> (line.startsWith("contact ") ? acknowledged : troubles).add(line));
    } catch (IOException | java.io.UncheckedIOException e) {
      // It was killed in the middle of a line.
    }
  }

  /// Waits until the gateway has acknowledged some more writes than when it was asked.
  private void awaitWrites(String when) throws InterruptedException {
    int wanted = acknowledged.size() + WRITES;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(AGAIN_SECONDS);
    while (acknowledged.size() < wanted) {
      assertTrue(System.nanoTime() < until, () -> "no writes " + when + "; " + troubles);
      assertTrue(
          !gateway.orElseThrow().waitFor(20, TimeUnit.MILLISECONDS), "the gateway ended " + when);
    }
  }

  private static void kill(Optional<ProcessHandle> victim) {
    assertTrue(victim.orElseThrow().destroyForcibly());
  }

  /// Not there for a moment while it is started again.
  private static ProcessHandle postmaster(Path data) throws IOException, InterruptedException {
    while (true) {
      List<String> lines = new ArrayList<>();
      if (Files.exists(PostmasterFile.in(data.resolve("postgres")))) {
        lines.addAll(Files.readAllLines(PostmasterFile.in(data.resolve("postgres"))));
      }
      Optional<ProcessHandle> process =
          lines.isEmpty()
              ? Optional.empty()
              : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
      if (process.isPresent()) {
        return process.get();
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// One that works for the gateway.
  private Optional<ProcessHandle> backend(Path data) throws IOException, InterruptedException {
    List<ProcessHandle> backends =
        postmaster(data)
            .children()
            .filter(child -> title(child).startsWith("postgres: tandem_app"))
            .toList();
    return backends.isEmpty()
        ? Optional.empty()
        : Optional.of(backends.get(random.nextInt(backends.size())));
  }

  private static String title(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }
}
