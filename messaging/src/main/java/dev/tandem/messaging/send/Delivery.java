package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.media.MediaCheck;
import dev.tandem.messaging.send.DeliveryInput.Due;
import dev.tandem.messaging.send.DeliveryStep.Finish;
import dev.tandem.messaging.send.DeliveryStep.LookUp;
import dev.tandem.messaging.send.DeliveryStep.Send;
import dev.tandem.messaging.send.DeliveryStep.Wait;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.UnsentTexts;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Drives the [DeliveryMachine] for one claimed job: feeds it states and the carrier's answers,
/// commits what it says.
final class Delivery {
  private static final Finish NOTHING =
      new Finish(Optional.empty(), Optional.empty(), Optional.empty());

  private static final CarrierError NO_CARRIER =
      new CarrierError(
          "no_carrier",
          Remedy.FIX_ACCOUNT,
          "The number's carrier account is gone. An admin can add one in settings.");

  private final Storage storage;
  private final Jobs jobs;
  private final Carriers carriers;
  private final OutboxSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Messages messages = new Messages();
  private final UnsentTexts unsent = new UnsentTexts();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final FailOver failOver = new FailOver();
  private final Outcomes outcomes;
  private final Clearance clearance;
  private final Handover handover;

  Delivery(
      Storage storage,
      Jobs jobs,
      Carriers carriers,
      WebhookAddress webhooks,
      OutboxSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.storage = storage;
    this.jobs = jobs;
    this.carriers = carriers;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.outcomes = new Outcomes(storage, jobs, settings, clock);
    this.clearance = new Clearance(storage, jobs, settings, clock);
    this.handover = new Handover(storage, jobs, webhooks, clock, outcomes);
  }

  /// A text as it is stored, the account it goes out by, and how many earlier ones of its
  /// conversation have to leave first. One that did not have to wait will not have to: texts that
  /// come later have later places.
  private record Stored(Message message, Optional<CarrierAccount> account, int before) {}

  /// Carries the text on until it is settled or has to wait.
  void carry(JobClaim claim, Instant leaseEnds) {
    Optional<Stored> stored =
        storage.inWorkspace(claim.workspace(), tx -> stored(tx, claim.subjectId()));
    if (stored.isEmpty()) {
      outcomes.finish(claim, NOTHING);
      return;
    }
    Message message = stored.get().message();
    Optional<Load> load = load(claim, stored.get(), leaseEnds);
    if (load.isEmpty()) {
      outcomes.finish(claim, withoutCarrier(message.state(), claim.interrupted()));
      return;
    }
    DeliveryInput input = new Due(message.state(), claim.interrupted());
    Set<UUID> tried = new HashSet<>();
    Optional<DeliveryInput> heard = Optional.empty();
    while (true) {
      Load by = load.get();
      switch (by.machine().apply(clock.instant(), input, random.nextDouble())) {
        case Finish finish -> {
          outcomes.finish(claim, finish);
          return;
        }
        case Wait wait -> {
          outcomes.await(claim, wait);
          return;
        }
        case Send _ when clearance.waits(by) -> {
          return;
        }
        case Send _ -> {
          tried.add(by.account().id());
          input = FailOver.milder(heard, handover.send(by));
          heard = Optional.of(input);
          Optional<Load> other = FailOver.notTaken(input) ? elsewhere(by, tried) : Optional.empty();
          if (other.isPresent()) {
            load = other;
            input = new Due(MessageState.SENDING, false);
          }
        }
        case LookUp _ -> input = handover.lookUp(by);
      }
    }
  }

  /// What a carrier may have taken before its account was removed stays a doubt: it cannot be asked
  /// any more, and is not offered to be sent again.
  private static Finish withoutCarrier(MessageState state, boolean interrupted) {
    boolean doubtful =
        state == MessageState.UNCONFIRMED || (state == MessageState.SENDING && interrupted);
    return new Finish(
        Optional.of(doubtful ? MessageState.UNCONFIRMED : MessageState.FAILED),
        Optional.empty(),
        Optional.of(NO_CARRIER));
  }

  private Optional<Stored> stored(Tenant tx, UUID id) {
    return messages
        .find(tx, id)
        .map(
            message ->
                new Stored(
                    message,
                    message.carrierAccountId().flatMap(account -> accounts.find(tx, account)),
                    unsent.before(tx, message.conversationId(), message.seq())));
  }

  private Optional<Load> load(JobClaim claim, Stored stored, Instant leaseEnds) {
    DeliveryMachine machine =
        new DeliveryMachine(settings.policy(), stored.message().createdAt(), claim.attempts());
    return stored
        .account()
        .flatMap(
            account ->
                carriers
                    .named(account.carrier())
                    .map(
                        carrier ->
                            new Load(
                                claim,
                                machine,
                                stored.message(),
                                account,
                                carrier,
                                stored.before(),
                                leaseEnds)));
  }

  /// The same text by the next account that its number is hosted on and that takes what goes along;
  /// empty when none is left.
  private Optional<Load> elsewhere(Load load, Set<UUID> tried) {
    return storage
        .inWorkspace(
            load.claim().workspace(),
            tx ->
                jobs.holds(tx, load.claim())
                    ? failOver.next(tx, load.message(), tried, takes(tx, load))
                    : Optional.<CarrierAccount>empty())
        .flatMap(
            account -> carriers.named(account.carrier()).map(carrier -> load.by(account, carrier)));
  }

  /// Whether an account's carrier is one that this gateway speaks to, and takes what goes with the
  /// text and all whom it is for.
  private Predicate<CarrierAccount> takes(Tenant tx, Load load) {
    List<Attachment> files = load.files(tx);
    return account ->
        carriers
            .named(account.carrier())
            .filter(
                carrier ->
                    MediaCheck.refusal(carrier.capabilities(), Optional.empty(), files).isEmpty()
                        && Groups.refusal(
                                carrier.capabilities(),
                                Optional.empty(),
                                load.from(),
                                load.receivers())
                            .isEmpty())
            .isPresent();
  }
}
