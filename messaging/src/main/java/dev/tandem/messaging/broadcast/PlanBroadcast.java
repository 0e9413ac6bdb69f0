package dev.tandem.messaging.broadcast;

import dev.tandem.messaging.broadcast.Outlook.Fault;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.schedule.ScheduleLimits;
import dev.tandem.messaging.send.LookAhead;
import dev.tandem.messaging.send.SubmitResult;
import dev.tandem.messaging.send.SubmitText.Look;
import dev.tandem.messaging.template.TemplateText;
import dev.tandem.messaging.template.TemplateText.Filled;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.broadcast.Broadcast;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.NewBroadcast;
import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What members decide about broadcasts: look ahead, begin, pause, go on, cancel. Works in the
/// caller's transaction.
public final class PlanBroadcast {
  /// So many faults are told at once.
  private static final int FAULTS = 20;

  private final SendingRate rate;
  private final Jobs jobs;
  private final Broadcasts broadcasts = new Broadcasts();
  private final Receivers receivers = new Receivers();
  private final Messages messages = new Messages();
  private final Numbers numbers = new Numbers();

  public PlanBroadcast(Carriers carriers, Jobs jobs) {
    this.rate = new SendingRate(carriers);
    this.jobs = jobs;
  }

  /// What a broadcast would be. Keeps nothing. That somebody wants no texts does not stand in its
  /// way: they may want them again when it is their turn, and are refused then if not.
  public Outlook look(Tenant tx, UUID memberId, BroadcastDraft draft) {
    Optional<PhoneNumberRecord> number = number(tx, draft.from());
    if (number.isEmpty()) {
      return wrong("from", "Send from one of the workspace's numbers.");
    }
    PhoneNumber from = new PhoneNumber(number.get().e164().value());
    List<Fault> faults = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < draft.to().size(); i++) {
      String to =
          PhoneNumber.parseNear(draft.to().get(i), from)
              .map(PhoneNumber::e164)
              // What is no number is told as a text to it would be.
              .orElse(draft.to().get(i));
      if (named.add(to)) {
        places.add(i);
      }
    }
    TemplateText template;
    switch (TemplateText.read(draft.text())) {
      case TemplateText.Reading.Refused(String advice) -> {
        return wrong("text", advice);
      }
      case TemplateText.Reading.Read(TemplateText read) -> template = read;
    }
    Wording wording = new Wording(tx, template, memberId, named);
    LookAhead ahead = new LookAhead(tx, number.get(), named);
    List<NewReceiver> all = new ArrayList<>();
    int segments = 0;
    int unwelcome = 0;
    for (String to : named) {
      int place = places.get(all.size() + faults.size());
      Filled filled = wording.to(to);
      switch (one(ahead, to, filled)) {
        case One.Fine(int count, boolean welcome) -> {
          all.add(new NewReceiver(Personal.of(to), Personal.of(filled.text())));
          segments += count;
          unwelcome += welcome ? 0 : 1;
        }
        case One.Faulty(String field, String detail) ->
            faults.add(new Fault(field.equals("to") ? "to[" + place + "]" : field, detail));
      }
      if (faults.size() == FAULTS) {
        break;
      }
    }
    return faults.isEmpty()
        ? new Outlook.Clear(
            number.get().id(),
            all,
            segments,
            draft.to().size() - named.size(),
            unwelcome,
            takes(tx, number.get(), segments, all.size(), draft.perMinute()))
        : new Outlook.Wrong(faults.stream().distinct().toList());
  }

  /// As the slower has it: the pace, or the number.
  private Duration takes(
      Tenant tx, PhoneNumberRecord number, int segments, int texts, int perMinute) {
    double seconds =
        Math.max(texts * 60.0 / perMinute, segments / rate.segmentsPerSecond(tx, number));
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }

  /// What is known of one receiver.
  private sealed interface One {
    record Fine(int segments, boolean welcome) implements One {}

    record Faulty(String field, String detail) implements One {}
  }

  private static One one(LookAhead ahead, String to, Filled filled) {
    if (!filled.missing().isEmpty()) {
      return new One.Faulty(
          "to",
          "%s is not known of them. Write what is said instead, as in {{%1$s|there}}."
              .formatted(filled.missing().getFirst().word()));
    }
    return switch (ahead.to(to, filled.text())) {
      case Look.Yes(var _, var segments) -> new One.Fine(segments.count(), true);
      case Look.No(SubmitResult.NotWelcome _) -> new One.Fine(0, false);
      case Look.No(SubmitResult.Refused(String field, String detail)) ->
          new One.Faulty(field, detail);
      case Look.No(SubmitResult other) ->
          throw new AssertionError("a look at a text for any hour says no such thing: " + other);
    };
  }

  private Optional<PhoneNumberRecord> number(Tenant tx, String from) {
    try {
      return numbers.find(tx, UUID.fromString(from));
    } catch (IllegalArgumentException noId) {
      return PhoneNumber.parse(from).flatMap(number -> numbers.byE164(tx, number.e164()));
    }
  }

  private static Outlook wrong(String field, String detail) {
    return new Outlook.Wrong(List.of(new Fault(field, detail)));
  }

  /// Begins it, now or at its time, under the caller's id.
  public BroadcastResult begin(Tenant tx, UUID id, UUID memberId, BroadcastDraft draft) {
    Optional<BroadcastResult> refused = draft.beginsAt().flatMap(at -> refusal(tx, at));
    if (refused.isPresent()) {
      return refused.get();
    }
    return switch (look(tx, memberId, draft)) {
      case Outlook.Wrong(List<Fault> faults) -> new BroadcastResult.Wrong(faults);
      case Outlook.Clear clear when broadcasts.open(tx) >= BroadcastLimits.OPEN ->
          new BroadcastResult.TooMany(
              "There are "
                  + BroadcastLimits.OPEN
                  + " broadcasts under way or scheduled. Wait for one to end, or cancel one.");
      case Outlook.Clear clear -> {
        Broadcast _ =
            broadcasts.create(
                tx,
                new NewBroadcast(
                    id,
                    clear.numberId(),
                    memberId,
                    Personal.of(draft.name()),
                    Personal.of(draft.text()),
                    draft.perMinute(),
                    clear.receivers()));
        yield draft.beginsAt().map(at -> waitUntil(tx, id, at)).orElseGet(() -> goOn(tx, id));
      }
    };
  }

  private static Optional<BroadcastResult> refusal(Tenant tx, Instant beginsAt) {
    return ScheduleLimits.refusal(beginsAt, tx.now())
        .map(advice -> new BroadcastResult.Wrong(List.of(new Fault("begins_at", advice))));
  }

  /// Has it begin, or a paused one go on, at that time.
  public BroadcastResult schedule(Tenant tx, UUID id, Instant beginsAt) {
    return change(
        tx,
        id,
        broadcast ->
            broadcast.state() == State.RUNNING
                ? new BroadcastResult.UnderWay()
                : refusal(tx, beginsAt).orElseGet(() -> waitUntil(tx, id, beginsAt)));
  }

  /// Hands in nobody else's text until somebody lets it go on; nor does one begin at its time.
  public BroadcastResult pause(Tenant tx, UUID id) {
    return change(
        tx,
        id,
        broadcast -> {
          if (broadcast.state() != State.PAUSED) {
            broadcasts.rest(tx, id, State.PAUSED, Optional.empty());
          }
          return done(tx, id);
        });
  }

  /// Lets it go on, or begin, now.
  public BroadcastResult resume(Tenant tx, UUID id) {
    return change(
        tx, id, broadcast -> broadcast.state() == State.RUNNING ? done(tx, id) : goOn(tx, id));
  }

  /// Ends it: who waits gets nothing, and what stands in the queue is taken back.
  public BroadcastResult cancel(Tenant tx, UUID id) {
    return change(
        tx,
        id,
        broadcast -> {
          int _ = receivers.cancel(tx, id);
          for (UUID message : receivers.unsent(tx, id)) {
            boolean _ = messages.takeBack(tx, broadcast.authorMemberId(), message);
          }
          broadcasts.rest(tx, id, State.CANCELED, Optional.empty());
          return done(tx, id);
        });
  }

  private BroadcastResult goOn(Tenant tx, UUID id) {
    UUID step = jobs.enqueue(tx, DueBroadcasts.KIND, id, tx.now());
    broadcasts.goOn(tx, id, step, tx.now());
    return done(tx, id);
  }

  private BroadcastResult waitUntil(Tenant tx, UUID id, Instant beginsAt) {
    UUID step = jobs.enqueue(tx, DueBroadcasts.KIND, id, beginsAt);
    broadcasts.waitUntil(tx, id, step, beginsAt);
    return done(tx, id);
  }

  private BroadcastResult done(Tenant tx, UUID id) {
    return new BroadcastResult.Done(
        broadcasts.find(tx, id).orElseThrow(() -> new AssertionError("it is locked")));
  }

  private BroadcastResult change(Tenant tx, UUID id, Function<Broadcast, BroadcastResult> deed) {
    return broadcasts
        .lock(tx, id)
        .map(it -> it.state().open() ? deed.apply(it) : new BroadcastResult.Over())
        .orElseGet(BroadcastResult.Unknown::new);
  }
}
