package dev.tandem.storage.job;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what comes due of one kind. Each thing is one transaction with the end of its job, so a
/// process may end anywhere: then it was done, or is due again when the lease ends. A lease may end
/// too early as well; so what is carried asks in its transaction whether it is still to be done.
public final class DueWork {
  private static final Logger log = LoggerFactory.getLogger(DueWork.class);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int BATCH = 50;

  private final Storage storage;
  private final Jobs jobs;
  private final String kind;

  public DueWork(Storage storage, String kind) {
    this.storage = storage;
    this.jobs = new Jobs(storage);
    this.kind = kind;
  }

  /// What is done about one thing that is due, in the transaction that ends its job.
  @FunctionalInterface
  public interface Carry {
    /// Whether it led to something that others are woken for.
    boolean carry(Tenant tx, JobClaim claim);
  }

  /// Carries what is due, fifty at most, and calls `wake` if it led to something. One that the
  /// database does not let be carried holds up no other. False when nothing was due.
  public boolean work(Instant now, Carry carry, Runnable wake) {
    List<JobClaim> due = jobs.claim(kind, now, LEASE, BATCH);
    boolean led = false;
    for (JobClaim claim : due) {
      led |= carried(claim, carry);
    }
    if (led) {
      wake.run();
    }
    return !due.isEmpty();
  }

  private boolean carried(JobClaim claim, Carry carry) {
    try {
      return storage.inWorkspace(
          claim.workspace(),
          tx -> {
            boolean led = carry.carry(tx, claim);
            boolean _ = jobs.complete(tx, claim);
            return led;
          });
    } catch (StorageException trouble) {
      log.warn("{} {} waits for its lease to end", kind, claim.subjectId(), trouble);
      return false;
    }
  }
}
