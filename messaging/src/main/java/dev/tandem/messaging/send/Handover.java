package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError;
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
import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.media.MediaHandout;
import dev.tandem.messaging.send.DeliveryInput.Due;
import dev.tandem.messaging.send.DeliveryInput.NotSeen;
import dev.tandem.messaging.send.DeliveryInput.Seen;
import dev.tandem.messaging.send.DeliveryInput.Sent;
import dev.tandem.messaging.send.DeliveryInput.Unclear;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.HeldBack;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.Numbers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a text to its carrier, and asks the carrier about one that it may have. What the carrier
/// says is the [DeliveryMachine]'s next input.
final class Handover {
  private static final Logger log = LoggerFactory.getLogger(Handover.class);

  private final Storage storage;
  private final Jobs jobs;
  private final WebhookAddress webhooks;
  private final InstantSource clock;
  private final Outcomes outcomes;
  private final Messages messages = new Messages();
  private final Numbers numbers = new Numbers();
  private final ConsentGate consent = new ConsentGate();
  private final BusinessTexts business = new BusinessTexts();

  Handover(
      Storage storage, Jobs jobs, WebhookAddress webhooks, InstantSource clock, Outcomes outcomes) {
    this.storage = storage;
    this.jobs = jobs;
    this.webhooks = webhooks;
    this.clock = clock;
    this.outcomes = outcomes;
  }

  /// Commits that the text is being sent, and gives it to the carrier.
  DeliveryInput send(Load load) {
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
            load.receivers().subList(1, load.receivers().size()),
            message.text().value(),
            begun.get().media(),
            webhooks.statuses(load.carrier().name(), load.access().accountId(), message.id()));
    try {
      return new Sent(Groups.heard(load.receivers(), load.carrier().send(command, load.access())));
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
      outcomes.advance(tx, message.id(), MessageState.FAILED, refusal, Optional.empty());
    } else {
      outcomes.advance(tx, message.id(), MessageState.SENDING, Optional.empty(), Optional.empty());
      if (message.state() == MessageState.UNCONFIRMED) {
        outcomes.hold(tx, message.id());
      }
    }
    return new Begun(
        messages.find(tx, message.id()).map(Message::state).orElse(MessageState.CANCELED),
        MediaHandout.links(
            tx,
            webhooks,
            load.carrier().name(),
            load.access().accountId(),
            load.files(tx),
            clock.instant()));
  }

  private Optional<CarrierError> refusal(Tenant tx, Load load) {
    boolean group = load.receivers().size() > 1;
    if (group && takesNoGroup(load)) {
      return Optional.of(Trouble.NO_GROUPS.as("no_groups"));
    }
    return switch (standing(tx, load.message())) {
      case OPTED_OUT ->
          Optional.of(
              (group ? Trouble.GROUP_OPTED_OUT : Trouble.OPTED_OUT).as(HeldBack.OPTED_OUT.code()));
      case DOUBTFUL ->
          Optional.of(
              (group ? Trouble.GROUP_DOUBTFUL : Trouble.CONSENT_DOUBTFUL)
                  .as(HeldBack.CONSENT_DOUBTFUL.code()));
      case OPEN, OPTED_IN ->
          business.refused(tx, load.from(), load.receivers())
              ? Optional.of(Trouble.UNREGISTERED.as(HeldBack.UNREGISTERED.code()))
              : Optional.empty();
    };
  }

  /// Whether the account that it goes by has another carrier than when it was handed in.
  private static boolean takesNoGroup(Load load) {
    return Groups.refusal(
            load.carrier().capabilities(), Optional.empty(), load.from(), load.receivers())
        .isPresent();
  }

  private Standing standing(Tenant tx, Message message) {
    return numbers
        .byE164(tx, message.from().value())
        .map(number -> consent.standing(tx, number.id(), message.to().value()))
        .orElse(Standing.OPEN);
  }

  /// Asks the carrier whether it has the text.
  DeliveryInput lookUp(Load load) {
    if (load.receivers().size() > 1) {
      // By words and one number a text to a group is not told from one to its first.
      return new Unclear(false);
    }
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
}
