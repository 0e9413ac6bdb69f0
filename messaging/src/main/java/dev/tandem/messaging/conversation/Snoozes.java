package dev.tandem.messaging.conversation;

import dev.tandem.storage.Storage;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.ConversationWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Opens snoozed conversations whose time has come. Each snooze has a job that is due then; one
/// that was snoozed anew, or opened before, is not due when its older job is, and nothing happens.
public final class Snoozes {
  /// Of the jobs that this is done by.
  public static final String KIND = "snooze";

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int BATCH = 100;

  private final Storage storage;
  private final Jobs jobs;
  private final ConversationWork work = new ConversationWork();

  public Snoozes(Storage storage) {
    this.storage = storage;
    this.jobs = new Jobs(storage);
  }

  /// Opens what is due, a hundred at most. False when nothing was.
  public boolean wake(Instant now) {
    List<JobClaim> due = jobs.claim(KIND, now, LEASE, BATCH);
    for (JobClaim claim : due) {
      boolean _ =
          storage.inWorkspace(
              claim.workspace(),
              tx -> {
                boolean woken = work.wake(tx, claim.subjectId(), now);
                return jobs.complete(tx, claim) && woken;
              });
    }
    return !due.isEmpty();
  }
}
