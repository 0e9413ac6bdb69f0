package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.LookUpOutcome;
import dev.tandem.messaging.carrier.LookUpOutcome.CannotTell;
import dev.tandem.messaging.carrier.LookUpOutcome.Found;
import dev.tandem.messaging.carrier.LookUpOutcome.NotThere;
import dev.tandem.messaging.carrier.OutboundMedia;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.messaging.consent.Nights;
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.media.MediaCheck;
import dev.tandem.messaging.media.MediaHandout;
import dev.tandem.messaging.send.BusinessTexts.CampaignRate;
import dev.tandem.messaging.send.DeliveryInput.Due;
import dev.tandem.messaging.send.DeliveryInput.NotSeen;
import dev.tandem.messaging.send.DeliveryInput.Seen;
import dev.tandem.messaging.send.DeliveryInput.Sent;
import dev.tandem.messaging.send.DeliveryInput.Unclear;
import dev.tandem.messaging.send.DeliveryStep.Finish;
import dev.tandem.messaging.send.DeliveryStep.LookUp;
import dev.tandem.messaging.send.DeliveryStep.Send;
import dev.tandem.messaging.send.DeliveryStep.Wait;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.schedule.DaytimeTexts;
import dev.tandem.storage.schedule.DaytimeTexts.Daytime;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives the [DeliveryMachine] for one claimed job: feeds it states and the carrier's answers,
/// commits what it says.
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final Finish NOTHING =
      new Finish(Optional.empty(), Optional.empty(), Optional.empty());

  /// A doubt that takes longer does not hold up a conversation.
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

  private static final CarrierError NO_CARRIER =
      new CarrierError(
          "no_carrier",
          Remedy.FIX_ACCOUNT,
          "The number's carrier account is gone. An admin can add one in settings.");

  private final Storage storage;
  private final Jobs jobs;
  private final Carriers carriers;
  private final WebhookAddress webhooks;
  private final OutboxSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Messages messages = new Messages();
  private final Attachments attachments = new Attachments();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final Pace pace = new Pace();
  private final FailOver failOver = new FailOver();
  private final BusinessTexts business = new BusinessTexts();
  private final DaytimeTexts daytime = new DaytimeTexts();

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
    this.webhooks = webhooks;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /// A text as it is stored, the account it goes out by, and whether an earlier one of its
  /// conversation has to leave first. One that did not have to wait will not have to: texts that
  /// come later have later places.
  private record Stored(Message message, Optional<CarrierAccount> account, boolean outOfTurn) {}

  /// A claimed text with all that sending it takes.
  private record Load(
      JobClaim claim,
      DeliveryMachine machine,
      Message message,
      CarrierAccount account,
      Carrier carrier,
      boolean outOfTurn,
      Instant leaseEnds) {
    CarrierAccess access() {
      return new CarrierAccess(account.accountId().value(), account.authToken(), account.more());
    }

    Load by(CarrierAccount other, Carrier itsCarrier) {
      return new Load(claim, machine, message, other, itsCarrier, outOfTurn, leaseEnds);
    }

    PhoneNumber from() {
      return new PhoneNumber(message.from().value());
    }

    PhoneNumber to() {
      return new PhoneNumber(message.to().value().getFirst());
    }
  }

  /// Carries the text on until it is settled or has to wait.
  void carry(JobClaim claim, Instant leaseEnds) {
    Optional<Stored> stored =
        storage.inWorkspace(claim.workspace(), tx -> stored(tx, claim.subjectId()));
    if (stored.isEmpty()) {
      finish(claim, NOTHING);
      return;
    }
    Message message = stored.get().message();
    Optional<Load> load = load(claim, stored.get(), leaseEnds);
    if (load.isEmpty()) {
      finish(claim, withoutCarrier(message.state(), claim.interrupted()));
      return;
    }
    DeliveryInput input = new Due(message.state(), claim.interrupted());
    Set<UUID> tried = new HashSet<>();
    Optional<DeliveryInput> heard = Optional.empty();
    while (true) {
      Load by = load.get();
      switch (by.machine().apply(clock.instant(), input, random.nextDouble())) {
        case Finish finish -> {
          finish(claim, finish);
          return;
        }
        case Wait wait -> {
          await(claim, wait);
          return;
        }
        case Send _ when leaseTooShort(by) || outOfTurn(by) || atNight(by) || tooFast(by) -> {
          return;
        }
        case Send _ -> {
          tried.add(by.account().id());
          input = FailOver.milder(heard, send(by));
          heard = Optional.of(input);
          Optional<Load> other = FailOver.notTaken(input) ? elsewhere(by, tried) : Optional.empty();
          if (other.isPresent()) {
            load = other;
            input = new Due(MessageState.SENDING, false);
          }
        }
        case LookUp _ -> input = lookUp(by);
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
                    messages.unsentBefore(tx, message.conversationId(), message.seq())));
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
                                stored.outOfTurn(),
                                leaseEnds)));
  }

  /// Whether too little of the lease is left for a call to the carrier; then the job is given back.
  private boolean leaseTooShort(Load load) {
    Instant now = clock.instant();
    if (now.plus(settings.answerTimeout()).isBefore(load.leaseEnds())) {
      return false;
    }
    jobs.putBack(load.claim(), now);
    return true;
  }

  /// Whether an earlier text of the conversation has to leave first; then the job is given back for
  /// a moment.
  private boolean outOfTurn(Load load) {
    if (load.outOfTurn()) {
      jobs.putBack(load.claim(), clock.instant().plus(settings.turn()));
    }
    return load.outOfTurn();
  }

  /// Whether it is night for the person and the text leaves by day only; then the job is given back
  /// until the morning.
  private boolean atNight(Load load) {
    UUID id = load.message().id();
    Instant now = clock.instant();
    Optional<Instant> over =
        storage.inWorkspace(
            load.claim().workspace(),
            tx -> {
              Optional<Daytime> kept = daytime.find(tx, id);
              Optional<Instant> until =
                  kept.flatMap(it -> Nights.over(it.times(), now, load.to(), load.from()));
              if (!kept.flatMap(Daytime::waitsUntil).equals(until)) {
                daytime.waits(tx, id, until);
              }
              return until;
            });
    over.ifPresent(until -> jobs.putBack(load.claim(), until));
    return over.isPresent();
  }

  /// Whether the number, or the campaign that it shares, has sent as much as it may; then the job
  /// is given back until there is room.
  private boolean tooFast(Load load) {
    Instant now = clock.instant();
    boolean again = load.claim().again();
    int segments = load.message().segments();
    String sender = load.account().id() + " " + load.from().e164();
    double rate = load.carrier().capabilities().segmentsPerSecond();
    Optional<CampaignRate> campaign = campaign(load);
    Optional<Instant> later =
        campaign.flatMap(
            it -> pace.take(it.sender(), segments, it.segmentsPerSecond(), now, again));
    if (later.isEmpty()) {
      later = pace.take(sender, segments, rate, now, again);
      if (later.isPresent()) {
        campaign.ifPresent(it -> pace.giveBack(it.sender(), segments, it.segmentsPerSecond()));
      }
    }
    later.ifPresent(at -> jobs.putBack(load.claim(), at));
    return later.isPresent();
  }

  /// The rate that the number's texts within the United States share with its campaign's others.
  private Optional<CampaignRate> campaign(Load load) {
    return BusinessTexts.concerns(load.from(), load.to())
        ? storage.inWorkspace(
            load.claim().workspace(),
            tx ->
                numbers
                    .byE164(tx, load.from().e164())
                    .flatMap(number -> business.rate(tx, number.id())))
        : Optional.empty();
  }

  /// The same text by the next account that its number is hosted on and that takes what goes along;
  /// empty when none is left.
  private Optional<Load> elsewhere(Load load, Set<UUID> tried) {
    return storage
        .inWorkspace(
            load.claim().workspace(),
            tx ->
                jobs.holds(tx, load.claim())
                    ? failOver.next(tx, load.message(), tried, takes(tx, load.message().id()))
                    : Optional.<CarrierAccount>empty())
        .flatMap(
            account -> carriers.named(account.carrier()).map(carrier -> load.by(account, carrier)));
  }

  /// Whether an account's carrier is one that this gateway speaks to, and takes what goes with the
  /// text.
  private Predicate<CarrierAccount> takes(Tenant tx, UUID messageId) {
    List<Attachment> files = files(tx, messageId);
    return account ->
        carriers
            .named(account.carrier())
            .filter(
                carrier ->
                    MediaCheck.refusal(carrier.capabilities(), Optional.empty(), files).isEmpty())
            .isPresent();
  }

  private List<Attachment> files(Tenant tx, UUID messageId) {
    return attachments.of(tx, List.of(messageId)).getOrDefault(messageId, List.of());
  }

  private DeliveryInput send(Load load) {
    Message message = load.message();
    Optional<Begun> begun =
        storage.inWorkspace(
            load.claim().workspace(),
            tx ->
                jobs.holds(tx, load.claim())
                    ? Optional.of(begin(tx, load))
                    : Optional.<Begun>empty());
    if (begun.isEmpty()) {
      // Another one took over, for whom this process was dead.
      return new Due(MessageState.CANCELED, false);
    }
    MessageState state = begun.get().state();
    if (!state.equals(MessageState.SENDING) && !state.equals(MessageState.UNCONFIRMED)) {
      // A report was faster: the carrier has it.
      return new Due(state, false);
    }
    SendText command =
        new SendText(
            message.id(),
            load.from(),
            load.to(),
            message.text().value(),
            begun.get().media(),
            webhooks.statuses(load.carrier().name(), load.access().accountId(), message.id()));
    try {
      return new Sent(load.carrier().send(command, load.access()));
    } catch (RuntimeException bug) {
      log.error("Sending message {} broke; whether it was sent is looked up", message.id(), bug);
      return new Sent(new SendOutcome.Unknown("internal"));
    }
  }

  /// @param state that the text has
  /// @param media what goes with it, where the carrier can fetch it
  private record Begun(MessageState state, List<OutboundMedia> media) {}

  /// Commits, before the carrier can know of it, that the text is being sent; or that it is not,
  /// because the person said meanwhile that they want no more, or may have, or because the number
  /// is known by now not to be registered.
  private Begun begin(Tenant tx, Load load) {
    Message message = load.message();
    Optional<CarrierError> refusal = refusal(tx, load);
    if (refusal.isPresent()) {
      advance(tx, message.id(), MessageState.FAILED, refusal, Optional.empty());
    } else {
      advance(tx, message.id(), MessageState.SENDING, Optional.empty(), Optional.empty());
      if (message.state() == MessageState.UNCONFIRMED) {
        messages.holdOthers(tx, message.id(), clock.instant().plus(settings.lease()));
      }
    }
    return new Begun(
        messages.find(tx, message.id()).map(Message::state).orElse(MessageState.CANCELED),
        MediaHandout.links(
            tx,
            webhooks,
            load.carrier().name(),
            load.access().accountId(),
            files(tx, message.id()),
            clock.instant()));
  }

  private Optional<CarrierError> refusal(Tenant tx, Load load) {
    return switch (standing(tx, load.message())) {
      case OPTED_OUT -> Optional.of(Trouble.OPTED_OUT.as("opted_out"));
      case DOUBTFUL -> Optional.of(Trouble.CONSENT_DOUBTFUL.as("consent_doubtful"));
      case OPEN, OPTED_IN ->
          business.refused(tx, load.from(), load.to())
              ? Optional.of(Trouble.UNREGISTERED.as("unregistered"))
              : Optional.empty();
    };
  }

  private Standing standing(Tenant tx, Message message) {
    return numbers
        .byE164(tx, message.from().value())
        .map(number -> consent.standing(tx, number.id(), message.to().value().getFirst()))
        .orElse(Standing.OPEN);
  }

  private DeliveryInput lookUp(Load load) {
    Message message = load.message();
    LookUpText command =
        new LookUpText(
            message.id(), load.from(), load.to(), message.text().value(), message.createdAt());
    return switch (ask(load, command)) {
      case NotThere _ -> new NotSeen();
      case CannotTell(boolean again, String code) -> {
        log.info("The carrier cannot tell about message {}: {}", message.id(), code);
        yield new Unclear(again);
      }
      case Found found -> {
        Optional<Sighting> ours =
            storage.inWorkspace(load.claim().workspace(), tx -> unclaimed(tx, message, found));
        if (ours.isPresent()) {
          yield new Seen(ours.get());
        }
        yield found.complete() ? new NotSeen() : new Unclear(true);
      }
    };
  }

  private static LookUpOutcome ask(Load load, LookUpText command) {
    try {
      return load.carrier().lookUp(command, load.access());
    } catch (RuntimeException bug) {
      log.error("Looking up message {} broke", command.messageId(), bug);
      return new CannotTell(true, "internal");
    }
  }

  /// The first sighting that is not another message of ours with the same words.
  private Optional<Sighting> unclaimed(Tenant tx, Message message, Found found) {
    return message
        .carrierAccountId()
        .flatMap(
            account ->
                found.sightings().stream()
                    .filter(
                        sighting ->
                            messages
                                .findByProvider(tx, account, sighting.providerId())
                                .map(Message::id)
                                .orElse(message.id())
                                .equals(message.id()))
                    .findFirst());
  }

  private void await(JobClaim claim, Wait wait) {
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
      messages.holdOthers(tx, id, until.plus(settings.lease()));
    }
    return changed;
  }

  /// Commits what is known and ends the job. The state is kept even if the lease was lost
  /// meanwhile: what the carrier said is true whoever holds the job.
  private void finish(JobClaim claim, Finish finish) {
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
              .ifPresent(_ -> messages.holdOthers(tx, claim.subjectId(), clock.instant()));
          finish.error().ifPresent(error -> heard(tx, claim.subjectId(), error));
          finish
              .error()
              .filter(error -> error.remedy() == Remedy.OPTED_OUT)
              .ifPresent(error -> optedOut(tx, claim.subjectId(), error));
          return jobs.complete(tx, claim);
        });
  }

  private void heard(Tenant tx, UUID messageId, CarrierError error) {
    messages
        .find(tx, messageId)
        .ifPresent(message -> business.heard(tx, message.from().value(), error));
  }

  /// What a carrier knows of a person's wish, our ledger knows too.
  private void optedOut(Tenant tx, UUID messageId, CarrierError error) {
    Optional<Message> message = messages.find(tx, messageId);
    message
        .flatMap(text -> numbers.byE164(tx, text.from().value()))
        .ifPresent(
            number ->
                consent.refused(
                    tx, number.id(), message.get().to().value().getFirst(), error.code()));
  }

  private boolean advance(
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
