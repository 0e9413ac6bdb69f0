package dev.tandem.messaging.conversation;

import dev.tandem.storage.Storage;
import dev.tandem.storage.job.DueWork;
import dev.tandem.storage.message.ConversationWork;
import java.time.Instant;

/// Opens snoozed conversations whose time has come. Each snooze has a job that is due then; one
/// that was snoozed anew, or opened before, is not due when its older job is, and nothing happens.
public final class Snoozes {
  /// Of the jobs that this is done by.
  public static final String KIND = "snooze";

  private final DueWork due;
  private final ConversationWork work = new ConversationWork();

  public Snoozes(Storage storage) {
    this.due = new DueWork(storage, KIND);
  }

  /// Opens what is due, fifty at most. False when nothing was.
  public boolean wake(Instant now) {
    return due.work(now, (tx, claim) -> work.wake(tx, claim.subjectId(), now), () -> {});
  }
}
