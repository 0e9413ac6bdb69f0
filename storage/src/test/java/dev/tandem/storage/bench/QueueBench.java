package dev.tandem.storage.bench;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.pg.Lifeline;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// A queue of as many jobs as there are messages, half of them due at the same instant as those of
/// a broadcast are: how long a claim of 64 takes while some workers drain it and others fill it,
/// beside pgbench that claims from a plain table as large; and how long while nobody drains it but
/// as many pass through as a busy gateway sends. Each job claimed is completed in a transaction of
/// its own, or put back for later, as texts are.
final class QueueBench implements Part {
  private static final String KIND = "bench.queue";
  private static final int TOGETHER = 64;
  private static final int WORKERS = 4;
  private static final int FILLERS = 2;

  /// Texts a second that pass through when nobody is in a hurry.
  private static final int RATE = 1_000;

  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final double GOAL_MICROS = 5_000;
  private static final double GOAL_GROWTH_MB = 8;

  private final List<Double> micros = Collections.synchronizedList(new ArrayList<>());
  private final List<Double> pacedMicros = new ArrayList<>();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong filled = new AtomicLong();

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public void run(BenchDatabase database, Report report) throws Exception {
    Storage storage = database.storage();
    WorkspaceId workspace = storage.createWorkspace("Queue");
    load(database, "system.job (id, workspace_id, kind, subject_id, due_at)", workspace);
    database.statements(
        "CREATE SCHEMA IF NOT EXISTS plain",
        """
        CREATE TABLE plain.job (
          id uuid PRIMARY KEY, workspace_id uuid NOT NULL, kind text NOT NULL, subject_id uuid NOT NULL,
          due_at timestamptz NOT NULL, attempts integer NOT NULL DEFAULT 0)
        """,
        "CREATE INDEX ON plain.job (kind, due_at, id)");
    load(database, "plain.job (id, workspace_id, kind, subject_id, due_at)", workspace);
    database.settle();
    Optional<Pgbench> pgbench = Pgbench.find(database.endpoint());
    List<Double> peer = new ArrayList<>();
    drain(storage, workspace, 1);
    paced(storage, workspace, 2);
    micros.clear();
    pacedMicros.clear();
    double before = heap();
    for (int round = 0; round < StorageBench.ROUNDS; round++) {
      if (pgbench.isPresent()) {
        peer.addAll(
            pgbench.get().run(claim(), 1, StorageBench.SECONDS, Optional.of("jit=off")).micros());
      }
      drain(storage, workspace, StorageBench.SECONDS);
      paced(storage, workspace, StorageBench.SECONDS);
    }
    double growth = heap() - before;
    report(report, peer);
    report.goal(
        "the same, heap after it less heap before, MB", growth, "< 8", growth < GOAL_GROWTH_MB);
    report.note(
        "queue: "
            + taken
            + " jobs taken and "
            + filled
            + " added meanwhile, of "
            + StorageBench.MESSAGES
            + "; the peer's claims have nobody beside them.");
  }

  private void report(Report report, List<Double> peer) {
    String what = "a claim of 64 among " + StorageBench.MESSAGES + ", drained and filled, µs";
    double p99 = Measured.quantile(micros, 0.99);
    report.goal(what + ", p99", p99, "< 5,000", p99 < GOAL_MICROS);
    double paced = Measured.quantile(pacedMicros, 0.99);
    report.goal(
        "  the same while %,d a second pass through, p99".formatted(RATE),
        paced,
        "< 5,000",
        paced < GOAL_MICROS);
    if (!peer.isEmpty()) {
      report.beside("  the same, beside the peer's, p99", p99, Measured.quantile(peer, 0.99));
      report.beside("  the same, median", Measured.median(micros), Measured.median(peer));
    }
  }

  private static void load(BenchDatabase database, String into, WorkspaceId workspace)
      throws Exception {
    database.statements(
        """
        INSERT INTO %s SELECT uuidv7(), '%s', '%s', uuidv7(),
          now() - interval '1 hour' + CASE WHEN n %% 2 = 0 THEN interval '0' ELSE n * interval '1 ms' END
        FROM generate_series(1, %d) n
        """
            .formatted(into, workspace, KIND, StorageBench.MESSAGES));
  }

  private static String claim() {
    return """
        WITH due AS MATERIALIZED (
          SELECT id AS due_id FROM plain.job WHERE kind = '%s' AND due_at <= now()
          ORDER BY due_at, id LIMIT %d FOR UPDATE SKIP LOCKED)
        UPDATE plain.job SET due_at = now() + interval '60 s', attempts = attempts + 1
        FROM due WHERE id = due_id RETURNING id, workspace_id, kind, subject_id, attempts;
        """
        .formatted(KIND, TOGETHER);
  }

  private void drain(Storage storage, WorkspaceId workspace, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (Lifeline lifeline = storage.lifeline();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        all.add(threads.submit(() -> work(storage, lifeline.number(), end)));
      }
      for (int filler = 0; filler < FILLERS; filler++) {
        all.add(threads.submit(() -> fill(storage, workspace, end)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  /// One dispatcher that claims when as many as it takes have come meanwhile.
  private void paced(Storage storage, WorkspaceId workspace, int seconds)
      throws InterruptedException {
    Jobs jobs = new Jobs(storage);
    long tick = TOGETHER * 1_000_000_000L / RATE;
    try (Lifeline lifeline = storage.lifeline();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long start = System.nanoTime();
      for (long due = start; due < start + seconds * 1_000_000_000L; due += tick) {
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        long asked = System.nanoTime();
        List<JobClaim> claims =
            jobs.claim(KIND, Instant.now(), LEASE, TOGETHER, Optional.of(lifeline.number()));
        pacedMicros.add((System.nanoTime() - asked) / 1e3);
        for (JobClaim claim : claims) {
          threads.execute(
              () -> {
                boolean _ = storage.inWorkspace(claim.workspace(), tx -> jobs.complete(tx, claim));
                storage.inWorkspace(workspace, tx -> jobs.enqueue(tx, KIND, Ids.next(), tx.now()));
              });
        }
      }
    }
  }

  private void work(Storage storage, long keeper, long end) {
    Jobs jobs = new Jobs(storage);
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      List<JobClaim> claims = jobs.claim(KIND, Instant.now(), LEASE, TOGETHER, Optional.of(keeper));
      micros.add((System.nanoTime() - start) / 1e3);
      for (JobClaim claim : claims) {
        if (taken.incrementAndGet() % 10 == 0) {
          boolean _ = jobs.putBack(claim, Instant.now().plusMillis(200));
        } else {
          boolean _ = storage.inWorkspace(claim.workspace(), tx -> jobs.complete(tx, claim));
        }
      }
    }
  }

  private void fill(Storage storage, WorkspaceId workspace, long end) {
    Jobs jobs = new Jobs(storage);
    while (System.nanoTime() < end) {
      storage.inWorkspace(workspace, tx -> jobs.enqueue(tx, KIND, Ids.next(), tx.now()));
      filled.incrementAndGet();
    }
  }

  /// Megabytes in use once what is garbage is gone.
  private static double heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
