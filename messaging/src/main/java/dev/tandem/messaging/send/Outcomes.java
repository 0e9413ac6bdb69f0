package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.send.DeliveryStep.Finish;
import dev.tandem.messaging.send.DeliveryStep.Wait;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.UnsentTexts;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Commits what became of a claimed text, and gives back or ends its job.
final class Outcomes {
  /// A doubt that takes longer does not hold up a conversation.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

  private final Storage storage;
  private final Jobs jobs;
  private final OutboxSettings settings;
  private final InstantSource clock;
  private final Messages messages = new Messages();
  private final UnsentTexts unsent = new UnsentTexts();
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final BusinessTexts business = new BusinessTexts();

  Outcomes(Storage storage, Jobs jobs, OutboxSettings settings, InstantSource clock) {
    this.storage = storage;
    this.jobs = jobs;
    this.settings = settings;
    this.clock = clock;
  }

  /// Gives the job back until the machine wants to look again.
  void await(JobClaim claim, Wait wait) {
    wait.state()
        .ifPresent(
            state ->
                storage.inWorkspace(
                    claim.workspace(), tx -> doubt(tx, claim.subjectId(), state, wait.until())));
    if (wait.anew()) {
      jobs.beginAnew(claim, wait.until());
    } else {
      jobs.retryAt(claim, wait.until());
    }
  }

  /// A doubt that is soon cleared up keeps the conversation's other texts waiting, because the
  /// answer may be that this one has to be sent first; a long one does not.
  private boolean doubt(Tenant tx, UUID id, MessageState state, Instant until) {
    boolean changed = advance(tx, id, state, Optional.empty(), Optional.empty());
    if (!until.isAfter(clock.instant().plus(LONGEST_HOLD))) {
      hold(tx, id);
    } else {
      letOthersGo(tx, id);
      callUpNext(tx, id);
    }
    return changed;
  }

  /// Commits what is known and ends the job. The state is kept even if the lease was lost
  /// meanwhile: what the carrier said is true whoever holds the job.
  void finish(JobClaim claim, Finish finish) {
    storage.inWorkspace(
        claim.workspace(),
        tx -> {
          finish
              .state()
              .ifPresent(
                  state ->
                      advance(tx, claim.subjectId(), state, finish.error(), finish.providerId()));
          finish
              .state()
              .filter(MessageState.UNCONFIRMED::equals)
              .ifPresent(_ -> letOthersGo(tx, claim.subjectId()));
          finish.error().ifPresent(error -> heard(tx, claim.subjectId(), error));
          finish
              .error()
              .filter(error -> error.remedy() == Remedy.OPTED_OUT)
              .ifPresent(error -> optedOut(tx, claim.subjectId(), error));
          callUpNext(tx, claim.subjectId());
          return jobs.complete(tx, claim);
        });
  }

  /// Keeps the conversation's other texts behind an unconfirmed one until more is known of it,
  /// however late it is looked at.
  void hold(Tenant tx, UUID id) {
    unsent.holdOthers(tx, id, clock.instant().plus(settings.policy().expiry()));
  }

  private void letOthersGo(Tenant tx, UUID id) {
    unsent.holdOthers(tx, id, clock.instant());
  }

  /// The next text of the conversation that waits for this one has waited long enough.
  private void callUpNext(Tenant tx, UUID id) {
    List<UUID> line = unsent.after(tx, id);
    boolean _ = !line.isEmpty() && jobs.callUp(tx, line);
  }

  private void heard(Tenant tx, UUID messageId, CarrierError error) {
    messages
        .find(tx, messageId)
        .ifPresent(message -> business.heard(tx, message.from().value(), error));
  }

  /// What a carrier knows of a person's wish, our ledger knows too.
  private void optedOut(Tenant tx, UUID messageId, CarrierError error) {
    // A refusal of a text to several people does not say whose wish it is ([Groups#heard]).
    Optional<Message> message =
        messages.find(tx, messageId).filter(text -> text.to().value().size() == 1);
    message
        .flatMap(text -> numbers.byE164(tx, text.from().value()))
        .ifPresent(
            number ->
                consent.refused(
                    tx, number.id(), message.get().to().value().getFirst(), error.code()));
  }

  /// Moves the text on; whether that changed anything.
  boolean advance(
      Tenant tx,
      UUID id,
      MessageState state,
      Optional<CarrierError> error,
      Optional<String> providerId) {
    return messages.advance(
        tx,
        id,
        state,
        error.map(CarrierError::code),
        error.map(CarrierError::detail).map(Personal::of),
        providerId);
  }
}
