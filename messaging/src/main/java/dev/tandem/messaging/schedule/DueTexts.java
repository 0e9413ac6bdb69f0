package dev.tandem.messaging.schedule;

import dev.tandem.messaging.send.Night;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.DueWork;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.schedule.ScheduledText;
import dev.tandem.storage.schedule.ScheduledText.HeldFor;
import dev.tandem.storage.schedule.ScheduledText.State;
import dev.tandem.storage.schedule.ScheduledTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Hands in what is due, each in one transaction with the note that it left. What the person says
/// up to then counts; what comes due in their night waits for the morning, and what cannot leave is
/// held and says why.
public final class DueTexts {
  /// Of the jobs that this is done by; the subject is the scheduled text.
  public static final String KIND = "text.scheduled";

  private final SubmitText submit;
  private final ScheduleText schedule;
  private final DueWork due;
  private final Jobs jobs;
  private final ScheduledTexts texts = new ScheduledTexts();
  private final Conversations conversations = new Conversations();

  public DueTexts(Storage storage, SubmitText submit) {
    this.submit = submit;
    this.schedule = new ScheduleText(storage, submit);
    this.due = new DueWork(storage, KIND);
    this.jobs = new Jobs(storage);
  }

  /// Hands in what is due, fifty at most. False when nothing was.
  public boolean work(Instant now) {
    return due.work(now, (tx, claim) -> settle(tx, claim.subjectId(), now), submit::wake);
  }

  /// Whether a text was handed in. Nothing is due when it left, stayed or was given another time
  /// before.
  private boolean settle(Tenant tx, UUID id, Instant now) {
    return texts
        .find(tx, id)
        .filter(text -> conversations.hold(tx, text.conversationId()))
        .flatMap(_ -> texts.lock(tx, id))
        .filter(text -> text.state() == State.WAITING && !text.sendAt().isAfter(now))
        .map(text -> handIn(tx, text, now))
        .orElse(false);
  }

  private boolean handIn(Tenant tx, ScheduledText text, Instant now) {
    Duration limit = text.unlessReply() ? ScheduleLimits.LATE_UNLESS_REPLY : ScheduleLimits.LATE;
    if (now.isAfter(text.sendAt().plus(limit))) {
      boolean _ = texts.hold(tx, text.id(), HeldFor.LATE);
      return false;
    }
    UUID author = text.authorMemberId();
    SubmitResult result =
        submit.submit(
            tx,
            author,
            ScheduleText.key(text.id()),
            schedule.draft(tx, author, text, text.text().value(), Night.DAYTIME));
    return switch (result) {
      case SubmitResult.Submitted submitted -> texts.sent(tx, text.id(), submitted.message().id());
      case SubmitResult.AtNight(Instant until) -> postponed(tx, text, until);
      case SubmitResult.NotWelcome _ -> held(tx, text, HeldFor.NO_CONSENT);
      case SubmitResult.Refused _, SubmitResult.KeyConflict _ -> held(tx, text, HeldFor.REFUSED);
    };
  }

  /// Until the night is over where they are.
  private boolean postponed(Tenant tx, ScheduledText text, Instant until) {
    boolean _ = texts.postpone(tx, text.id(), until);
    var _ = jobs.enqueue(tx, KIND, text.id(), until);
    return false;
  }

  private boolean held(Tenant tx, ScheduledText text, HeldFor reason) {
    boolean _ = texts.hold(tx, text.id(), reason);
    return false;
  }
}
