package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.CallMachine;
import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.Moment;
import dev.tandem.gateway.call.Outcome;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the [CallMachine]: feeds it inputs with the time, in one order, and carries out its
/// outputs.
///
/// Its state belongs to the [Owner]. [#submit] may be called from anywhere.
public final class CallDriver {
  private static final Logger LOG = LoggerFactory.getLogger(CallDriver.class);
  private static final long NO_TIMER = -1;

  /// How often open calls are noted as going on: after a crash an end is known that exactly.
  private static final long BEAT_MILLIS = 10_000;

  private final Vertx vertx;
  private final Owner owner;
  private final CallMachine machine;
  private final RecordKeeper records;
  private final VoicemailDesk desk;
  private final CallMeters meters;
  private final Queue<CallInput> inbox = new ArrayDeque<>();

  private @Nullable CallAudience audience;
  private boolean working;
  private long timer = NO_TIMER;
  private @Nullable Moment timerAt;
  private Optional<String> voicemailMissing = Optional.of("Voicemail has not started yet.");

  /// @param background runs blocking work, each task on a virtual thread of its own
  public CallDriver(
      Vertx vertx,
      Owner owner,
      Executor background,
      CallLimits limits,
      CallLedger ledger,
      VoicemailSettings voicemail,
      CallMeters meters) {
    this.vertx = vertx;
    this.owner = owner;
    this.meters = meters;
    this.machine = new CallMachine(limits);
    Retries retries = new Retries(vertx, background, meters::recordRetried);
    this.records = new RecordKeeper(owner, ledger, retries, InstantSource.system());
    this.desk = new VoicemailDesk(owner, voicemail, this::submit);
  }

  /// Begins to tell `audience`; nothing is submitted before.
  public void start(CallAudience listener) {
    owner.run(
        () -> {
          audience = listener;
          submit(new CallInput.Tick());
          long _ = vertx.setPeriodic(BEAT_MILLIS, id -> owner.run(records::beat));
        });
  }

  /// Takes up calls of another gateway's time; after [#start] and before any endpoint is heard of.
  public void takeUp(List<CallLedger.Standing> standing) {
    owner.run(
        () -> {
          Instant wall = InstantSource.system().instant();
          Moment now = now();
          for (CallLedger.Standing each : standing) {
            records.takeUp(each.opened());
            submit(takeUp(each, now, wall));
          }
          meters.open(machine.openCalls());
        });
  }

  /// The wall clock may have been set in between: nothing lies in the future or before the start.
  private static CallInput.TakeUp takeUp(CallLedger.Standing standing, Moment now, Instant wall) {
    CallLedger.Opened opened = standing.opened();
    CallLedger.Talk talk = standing.talk();
    Duration ago = notNegative(Duration.between(opened.startedAt(), wall));
    Moment startedAt = now.plus(ago.negated());
    Duration seenAfter = notNegative(Duration.between(opened.startedAt(), standing.seenAt()));
    Moment seenAt = Moment.earlier(startedAt.plus(seenAfter), now);
    return new CallInput.TakeUp(
        opened.call(),
        talk.caller(),
        opened.callee(),
        talk.answerer(),
        startedAt,
        talk.ringingAfter().map(startedAt::plus),
        startedAt.plus(talk.answeredAfter()),
        seenAt);
  }

  private static Duration notNegative(Duration span) {
    return span.isNegative() ? Duration.ZERO : span;
  }

  /// Feeds the machine; from any thread, in the order of the calls of each thread.
  public void submit(CallInput input) {
    if (!owner.isCurrent()) {
      owner.later(() -> submit(input));
      return;
    }
    inbox.add(input);
    if (!working) {
      work();
    }
  }

  /// Call records that the database has not closed yet: many of them mean that it is down.
  public int pendingRecords() {
    owner.check();
    return records.pending();
  }

  /// What voicemail lacks on this machine; empty means that it can be taken.
  public Optional<String> voicemailMissing() {
    return desk.missing();
  }

  private void work() {
    working = true;
    try {
      for (CallInput next = inbox.poll(); next != null; next = inbox.poll()) {
        if (next instanceof CallInput.Start) {
          noteVoicemail();
        }
        step(next);
      }
    } finally {
      working = false;
    }
    arm();
  }

  private void step(CallInput input) {
    List<CallOutput> outputs = new ArrayList<>();
    try {
      machine.apply(now(), input, outputs::add);
    } catch (RuntimeException bug) {
      LOG.error("The call machine broke on {}", input.getClass().getSimpleName(), bug);
    }
    outputs.forEach(this::carryOut);
  }

  /// Tells the machine when voicemail came or went since the last call.
  private void noteVoicemail() {
    Optional<String> missing = desk.missing();
    if (!missing.equals(voicemailMissing)) {
      voicemailMissing = missing;
      step(
          missing.isPresent()
              ? new CallInput.VoicemailMissing(missing.get())
              : new CallInput.VoicemailReady());
    }
  }

  private void carryOut(CallOutput output) {
    switch (output) {
      case CallOutput.Reply reply -> audience().replied(reply);
      case CallOutput.InCall change -> audience().inCall(change);
      case CallOutput.Signal signal -> audience().told(signal);
      case CallOutput.OpenRecord open -> {
        records.open(open);
        meters.open(machine.openCalls());
      }
      case CallOutput.NoteTalk talk -> records.answered(talk);
      case CallOutput.WentOn back -> records.goesOn(back.call());
      case CallOutput.CloseRecord close -> {
        records.close(close.call(), close.summary());
        desk.forget(close.call());
        ended(close.summary().outcome());
      }
      case CallOutput.TakeVoicemail take -> desk.take(take);
      case CallOutput.LegTrickle trickle -> desk.trickle(trickle);
      case CallOutput.LegDigit digit -> desk.digit(digit);
      case CallOutput.StopVoicemail stop -> desk.stop(stop.call(), stop.keep());
      case CallOutput.SaveVoicemail save -> save(save);
    }
  }

  private void save(CallOutput.SaveVoicemail save) {
    records
        .save(save.call(), save.summary(), desk.sound(save.call()))
        .onComplete(
            done ->
                owner.run(
                    () -> {
                      if (done.succeeded()) {
                        desk.forget(save.call());
                        submit(new CallInput.VoicemailSaved(save.call()));
                        ended(Outcome.VOICEMAIL);
                      } else {
                        submit(
                            new CallInput.LegFailed(
                                save.call(), "The voicemail could not be kept."));
                      }
                    }));
  }

  private void ended(Outcome outcome) {
    meters.ended(outcome);
    meters.open(machine.openCalls());
  }

  private CallAudience audience() {
    if (audience == null) {
      throw new IllegalStateException("inputs come after start");
    }
    return audience;
  }

  private void arm() {
    Moment deadline = machine.deadline().orElse(null);
    if (timer != NO_TIMER && deadline != null && deadline.equals(timerAt)) {
      return;
    }
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
    timerAt = deadline;
    if (deadline != null) {
      Duration left = deadline.since(now());
      long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(left.toNanos()) + 1);
      timer = vertx.setTimer(millis, id -> owner.run(this::ring));
    }
  }

  private void ring() {
    timer = NO_TIMER;
    submit(new CallInput.Tick());
  }

  private static Moment now() {
    return new Moment(System.nanoTime());
  }
}
