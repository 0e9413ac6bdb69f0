package dev.tandem.storage.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Lifeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: one worker at a time has a job, and a job outlives its worker. Method: eight workers on
/// two hundred jobs; leases that end; claims that are too old. Times are the test's own.
@ExtendWith(SharedStorage.class)
final class JobIsClaimedOnceTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final String kind = "test-" + UUID.randomUUID();
  private final Storage storage;
  private final Jobs jobs;
  private final WorkspaceId workspace;

  JobIsClaimedOnceTest(Storage storage) {
    this.storage = storage;
    jobs = new Jobs(storage);
    workspace = storage.createWorkspace("Jobs");
  }

  private UUID enqueue(Instant due) {
    UUID subject = Ids.next();
    storage.inWorkspace(workspace, tx -> jobs.enqueue(tx, kind, subject, due));
    return subject;
  }

  private boolean complete(JobClaim claim) {
    return storage.inWorkspace(workspace, tx -> jobs.complete(tx, claim));
  }

  @Test
  void among_eight_workers() {
    Set<UUID> subjects = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      subjects.add(enqueue(NOON));
    }
    Set<UUID> claimed = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int worker = 0; worker < 8; worker++) {
        threads.execute(
            () -> {
              List<JobClaim> mine = jobs.claim(kind, NOON, LEASE, 7);
              while (!mine.isEmpty()) {
                mine.forEach(
                    claim -> assertTrue(claimed.add(claim.subjectId()) && complete(claim)));
                mine = jobs.claim(kind, NOON, LEASE, 7);
              }
            });
      }
    }
    assertEquals(subjects, claimed);
    assertEquals(Optional.empty(), jobs.nextDue(kind));
  }

  @Test
  void a_lease_ends_and_the_older_claim_completes_nothing() {
    enqueue(NOON);
    JobClaim first = jobs.claim(kind, NOON, LEASE, 1).getFirst();
    assertEquals(List.of(), jobs.claim(kind, NOON.plus(LEASE).minusMillis(1), LEASE, 1));
    JobClaim second = jobs.claim(kind, NOON.plus(LEASE), LEASE, 1).getFirst();
    assertEquals(first.id(), second.id());
    assertEquals(2, second.attempts());
    assertFalse(complete(first));
    assertFalse(jobs.retryAt(first, NOON));
    assertTrue(complete(second));
  }

  @Test
  void a_job_is_put_off() {
    enqueue(NOON.plusSeconds(5));
    assertEquals(List.of(), jobs.claim(kind, NOON, LEASE, 1));
    JobClaim claim = jobs.claim(kind, NOON.plusSeconds(5), LEASE, 1).getFirst();
    assertTrue(jobs.retryAt(claim, NOON.plusSeconds(60)));
    assertEquals(Optional.of(NOON.plusSeconds(60)), jobs.nextDue(kind));
    assertEquals(List.of(), jobs.claim(kind, NOON.plusSeconds(59), LEASE, 1));
    assertEquals(1, jobs.claim(kind, NOON.plusSeconds(60), LEASE, 1).size());
  }

  @Test
  void a_job_that_begins_anew_counts_from_the_beginning() {
    enqueue(NOON);
    for (int attempt = 1; attempt <= 3; attempt++) {
      JobClaim claim = jobs.claim(kind, NOON, LEASE, 1).getFirst();
      assertEquals(attempt, claim.attempts());
      assertTrue(attempt == 3 ? jobs.beginAnew(claim, NOON) : jobs.retryAt(claim, NOON));
      assertFalse(jobs.beginAnew(claim, NOON), "it is not ours any more");
    }
    assertEquals(1, jobs.claim(kind, NOON, LEASE, 1).getFirst().attempts());
  }

  @Test
  void work_that_is_rolled_back_leaves_the_job() {
    enqueue(NOON);
    JobClaim claim = jobs.claim(kind, NOON, LEASE, 1).getFirst();
    try {
      storage.inWorkspace(
          workspace,
          tx -> {
            assertTrue(jobs.complete(tx, claim));
            throw new IllegalStateException("the work failed");
          });
    } catch (IllegalStateException expected) {
      assertEquals(1, jobs.claim(kind, NOON.plus(LEASE), LEASE, 1).size());
      return;
    }
    throw new AssertionError("it rolled back");
  }

  @Test
  void what_a_dead_worker_held_is_due_at_once() {
    enqueue(NOON);
    enqueue(NOON);
    try (Lifeline living = storage.lifeline()) {
      Lifeline dying = storage.lifeline();
      JobClaim left = claimAs(dying);
      JobClaim held = claimAs(living);
      assertEquals(0, jobs.releaseDead(kind, NOON, 0), "both live");
      dying.close();
      assertEquals(0, jobs.releaseDead(kind, NOON, dying.number()), "of oneself nobody is sure");
      int released = 0;
      for (long end = System.nanoTime() + 20_000_000_000L;
          released == 0 && System.nanoTime() < end; ) {
        released = jobs.releaseDead(kind, NOON, 0);
      }
      assertEquals(1, released);
      JobClaim next = claimAs(living);
      assertEquals(left.id(), next.id());
      assertTrue(next.interrupted());
      assertEquals(1, next.attempts(), "the end of a process is no failure");
      assertFalse(holds(left));
      assertTrue(holds(next));
      assertTrue(holds(held));
    }
  }

  private boolean holds(JobClaim claim) {
    return storage.inWorkspace(workspace, tx -> jobs.holds(tx, claim));
  }

  private JobClaim claimAs(Lifeline worker) {
    return jobs.claim(kind, NOON, LEASE, 1, Optional.of(worker.number())).getFirst();
  }
}
