package dev.tandem.messaging.broadcast;

import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.schedule.ScheduleLimits;
import dev.tandem.messaging.send.Night;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText;
import dev.tandem.messaging.send.TextDraft;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcast.Stop;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.Receiver;
import dev.tandem.storage.broadcast.Receiver.Refusal;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.job.DueWork;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Hands in the texts of broadcasts, one a step. A step is one transaction: the message, the note
/// that it is this receiver's, and the job of the next step, due by the broadcast's pace. So a
/// process may end anywhere. What the person says up to then counts; who is asleep waits for the
/// morning and holds up nobody.
public final class DueBroadcasts {
  /// Of the jobs that this is done by; the subject is the broadcast.
  public static final String KIND = "text.broadcast";

  private final SubmitText submit;
  private final SendingRate rate;
  private final Numbers numbers = new Numbers();
  private final DueWork due;
  private final Jobs jobs;
  private final Broadcasts broadcasts = new Broadcasts();
  private final Receivers receivers = new Receivers();

  public DueBroadcasts(Storage storage, SubmitText submit, Carriers carriers) {
    this.submit = submit;
    this.rate = new SendingRate(carriers);
    this.due = new DueWork(storage, KIND);
    this.jobs = new Jobs(storage);
  }

  /// One step of each broadcast that is due, fifty at most. False when none was.
  public boolean work(Instant now) {
    return due.work(now, (tx, claim) -> carry(tx, claim, now), submit::wake);
  }

  /// A job that is not the broadcast's present one has no business with it.
  private boolean carry(Tenant tx, JobClaim claim, Instant now) {
    return broadcasts
        .lock(tx, claim.subjectId())
        .filter(it -> it.step().equals(Optional.of(claim.id())))
        .map(it -> step(tx, it, now))
        .orElse(false);
  }

  /// Whether a text was handed in.
  private boolean step(Tenant tx, Broadcast broadcast, Instant now) {
    if (broadcast.beginsAt().filter(it -> now.isAfter(it.plus(ScheduleLimits.LATE))).isPresent()) {
      broadcasts.rest(tx, broadcast.id(), State.PAUSED, Optional.of(Stop.LATE));
      return false;
    }
    if (receivers.queued(tx, broadcast.id()).size() >= room(tx, broadcast)) {
      goOn(tx, broadcast, now.plus(BroadcastLimits.LOOK_AGAIN));
      return false;
    }
    Optional<Receiver> next = receivers.next(tx, broadcast.id(), now);
    if (next.isEmpty()) {
      receivers
          .morning(tx, broadcast.id())
          .ifPresentOrElse(
              morning -> goOn(tx, broadcast, morning),
              () -> broadcasts.rest(tx, broadcast.id(), State.DONE, Optional.empty()));
      return false;
    }
    return handIn(tx, broadcast, next.get(), now);
  }

  /// How many of its texts may stand in the queue.
  private int room(Tenant tx, Broadcast broadcast) {
    double perSecond =
        numbers
            .find(tx, broadcast.numberId())
            .map(number -> rate.segmentsPerSecond(tx, number))
            .orElse(Double.POSITIVE_INFINITY);
    double most = perSecond * BroadcastLimits.BEFORE_OTHERS.toSeconds();
    return (int) Math.clamp(most, 1, BroadcastLimits.QUEUED);
  }

  private boolean handIn(Tenant tx, Broadcast broadcast, Receiver receiver, Instant now) {
    TextDraft draft =
        new TextDraft(
            broadcast.numberId().toString(),
            List.of(receiver.to().value()),
            receiver.text().value(),
            Duration.ZERO,
            Night.DAYTIME);
    switch (submit.submit(tx, broadcast.authorMemberId(), key(receiver.id()), draft)) {
      case SubmitResult.Submitted submitted -> {
        receivers.handedIn(tx, receiver.id(), submitted.message().id());
        goOn(tx, broadcast, paced(broadcast, now));
        return true;
      }
      case SubmitResult.AtNight(Instant until) -> {
        receivers.atNight(tx, receiver.id(), until);
        goOn(tx, broadcast, now);
      }
      case SubmitResult.NotWelcome(Standing standing, String _) -> {
        receivers.refused(
            tx,
            receiver.id(),
            standing == Standing.OPTED_OUT ? Refusal.OPTED_OUT : Refusal.DOUBTFUL);
        goOn(tx, broadcast, now);
      }
      // As it would be for all the others.
      case SubmitResult.Refused(String field, String _) when field.equals("from") ->
          broadcasts.rest(tx, broadcast.id(), State.PAUSED, Optional.of(Stop.SENDER));
      case SubmitResult.Refused _, SubmitResult.KeyConflict _ -> {
        receivers.refused(tx, receiver.id(), Refusal.NOT_SENDABLE);
        goOn(tx, broadcast, now);
      }
    }
    return false;
  }

  private void goOn(Tenant tx, Broadcast broadcast, Instant at) {
    broadcasts.goOn(tx, broadcast.id(), jobs.enqueue(tx, KIND, broadcast.id(), at), at);
  }

  /// When the next one's turn is. A little that it is behind is made up for; a long pause is not.
  private static Instant paced(Broadcast broadcast, Instant now) {
    Instant from = now.minus(BroadcastLimits.CATCH_UP);
    Instant last = broadcast.nextAt().isBefore(from) ? from : broadcast.nextAt();
    return last.plus(Duration.ofMinutes(1).dividedBy(broadcast.perMinute()));
  }

  /// Under which it is handed in, so that it is once.
  static String key(UUID receiverId) {
    return "broadcast " + receiverId;
  }
}
