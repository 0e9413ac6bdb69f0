package dev.tandem.messaging.send;

import dev.tandem.messaging.consent.Nights;
import dev.tandem.messaging.send.BusinessTexts.CampaignRate;
import dev.tandem.storage.Storage;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.UnsentTexts;
import dev.tandem.storage.schedule.DaytimeTexts;
import dev.tandem.storage.schedule.DaytimeTexts.Daytime;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whether a claimed text may leave now. One that may not is given back to the queue until it may.
final class Clearance {
  private final Storage storage;
  private final Jobs jobs;
  private final OutboxSettings settings;
  private final InstantSource clock;
  private final UnsentTexts unsent = new UnsentTexts();
  private final Numbers numbers = new Numbers();
  private final BusinessTexts business = new BusinessTexts();
  private final DaytimeTexts daytime = new DaytimeTexts();
  private final Pace pace = new Pace();

  Clearance(Storage storage, Jobs jobs, OutboxSettings settings, InstantSource clock) {
    this.storage = storage;
    this.jobs = jobs;
    this.settings = settings;
    this.clock = clock;
  }

  /// Whether it has to wait; then its job is the queue's again.
  boolean waits(Load load) {
    return leaseTooShort(load) || outOfTurn(load) || atNight(load) || tooFast(load);
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

  /// Whether earlier texts of the conversation have to leave first; then the job is given back
  /// until the one before it calls it up, or so long that a long line costs little.
  private boolean outOfTurn(Load load) {
    if (load.before() == 0) {
      return false;
    }
    Message message = load.message();
    Duration pause = settings.turn().multipliedBy(load.before());
    jobs.putBehind(load.claim(), clock.instant().plus(pause));
    // The one before it may have left while this one did not wait for it yet.
    boolean _ =
        storage.inWorkspace(
            load.claim().workspace(),
            tx ->
                unsent.before(tx, message.conversationId(), message.seq()) == 0
                    && jobs.callUp(tx, List.of(message.id())));
    return true;
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
                  kept.flatMap(it -> Nights.over(it.times(), now, load.receivers(), load.from()));
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
    return BusinessTexts.concerns(load.from(), load.receivers())
        ? storage.inWorkspace(
            load.claim().workspace(),
            tx ->
                numbers
                    .byE164(tx, load.from().e164())
                    .flatMap(number -> business.rate(tx, number.id())))
        : Optional.empty();
  }
}
