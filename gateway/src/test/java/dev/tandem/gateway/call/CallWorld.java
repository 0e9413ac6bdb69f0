package dev.tandem.gateway.call;

import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;

/// A small world in virtual time: members with several devices on lossy, delayed, cutting links,
/// and a voicemail that may be slow, break or never answer. A seed replays it exactly.
final class CallWorld {
  private record Event(Moment at, long order, Runnable happens) {}

  static final String SDP =
      "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 AB\r\n";

  private final Random random;
  private CallMachine machine;
  private final CallRules rules;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
  private final List<Party> parties = new ArrayList<>();
  private final List<Device> devices = new ArrayList<>();

  /// What a gateway that starts anew finds in the records.
  private final Map<UUID, Party> callees = new HashMap<>();

  private final Map<UUID, CallInput.TakeUp> talks = new LinkedHashMap<>();
  private Moment now;
  private long order;
  private long ticket;
  private boolean closing;

  CallWorld(long seed, CallRules rules) {
    this.random = new Random(seed);
    this.rules = rules;
    this.now = new Moment(random.nextLong());
    this.machine = new CallMachine(CallLimits.defaults());
    for (int member = 0; member < 6; member++) {
      Party party = new Party(new UUID(7, member % 2), new UUID(8, member));
      parties.add(party);
      for (int index = 0; index <= random.nextInt(3); index++) {
        devices.add(new Device(new Endpoint(party, new UUID(member, index))));
      }
    }
  }

  /// Lives for `span`, then everybody leaves and all timers run out.
  void run(Duration span) {
    Moment end = now.plus(span);
    apply(new CallInput.VoicemailReady());
    for (Device device : devices) {
      after(millis(2_000), device::connect);
    }
    for (int crashes = random.nextInt(3); crashes > 0; crashes--) {
      after(millis((int) span.toMillis()), this::crash);
    }
    while (!events.isEmpty() && events.element().at().compareTo(end) < 0) {
      next();
    }
    closing = true;
    for (Device device : devices) {
      after(millis(2_000), device::leave);
    }
    while (!events.isEmpty() || machine.deadline().isPresent()) {
      next();
    }
    rules.drained();
  }

  int openCalls() {
    return machine.openCalls();
  }

  /// The gateway ends between two inputs, and another one takes up what the records say.
  private void crash() {
    if (closing) {
      return;
    }
    machine = new CallMachine(CallLimits.defaults());
    rules.crashed();
    apply(new CallInput.VoicemailReady());
    for (CallInput.TakeUp up : List.copyOf(talks.values())) {
      apply(up);
    }
    devices.forEach(Device::loseGateway);
  }

  private void next() {
    Moment deadline = machine.deadline().orElse(null);
    Event event = events.peek();
    if (event == null || (deadline != null && deadline.compareTo(event.at()) < 0)) {
      // A driver's timer is late by some milliseconds.
      now = deadline == null ? now : later(now, deadline.plus(millis(3)));
      apply(new CallInput.Tick());
      return;
    }
    events.remove();
    now = later(now, event.at());
    event.happens().run();
  }

  private static Moment later(Moment a, Moment b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private void apply(CallInput input) {
    rules.input(input);
    List<CallOutput> outputs = new ArrayList<>();
    machine.apply(now, input, outputs::add);
    for (CallOutput output : outputs) {
      rules.output(output);
    }
    rules.settled();
    outputs.forEach(this::carryOut);
  }

  private void carryOut(CallOutput output) {
    switch (output) {
      case CallOutput.OpenRecord open -> callees.put(open.call(), open.callee());
      case CallOutput.NoteTalk talk -> talks.put(talk.call(), takeUp(talk));
      case CallOutput.CloseRecord close -> talks.remove(close.call());
      case CallOutput.Signal signal -> deviceOf(signal.to()).receive(signal);
      case CallOutput.TakeVoicemail take -> answerByVoicemail(take.call());
      case CallOutput.StopVoicemail stop when stop.keep() ->
          later(new CallInput.LegRecorded(stop.call()));
      case CallOutput.SaveVoicemail save -> {
        switch (random.nextInt(8)) {
          case 0 -> later(new CallInput.LegFailed(save.call(), "database down"));
          case 1 -> {}
          default -> later(new CallInput.VoicemailSaved(save.call()));
        }
      }
      case CallOutput.Reply reply -> deviceOf(reply.to()).replied(reply);
      default -> {}
    }
  }

  private CallInput.TakeUp takeUp(CallOutput.NoteTalk talk) {
    Moment startedAt = now.plus(talk.answeredAfter().negated());
    return new CallInput.TakeUp(
        talk.call(),
        talk.caller(),
        Objects.requireNonNull(callees.get(talk.call())),
        talk.answerer(),
        startedAt,
        talk.ringingAfter().map(startedAt::plus),
        now,
        now);
  }

  private void answerByVoicemail(UUID call) {
    switch (random.nextInt(8)) {
      case 0 -> later(new CallInput.LegFailed(call, "no ice"));
      case 1 -> {}
      default -> {
        later(new CallInput.LegAnswered(call, SDP));
        later(new CallInput.LegCandidate(call, new Candidate("c", "0", 0)));
        later(new CallInput.LegRecording(call));
        after(Duration.ofSeconds(random.nextInt(60)), () -> apply(new CallInput.LegRecorded(call)));
      }
    }
  }

  private void later(CallInput input) {
    after(millis(3_000), () -> apply(input));
  }

  private Device deviceOf(Endpoint endpoint) {
    return devices.stream()
        .filter(device -> device.self.equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  private Duration millis(int bound) {
    return Duration.ofMillis(random.nextInt(bound));
  }

  private void after(Duration wait, Runnable happens) {
    events.add(new Event(now.plus(wait), order++, happens));
  }

  private enum Link {
    UP,
    CUT,
    SILENT,
    GONE
  }

  /// A device and whoever sits at it: does something every now and then.
  private final class Device {
    private final Endpoint self;
    private final List<UUID> known = new ArrayList<>();
    private Link link = Link.GONE;

    Device(Endpoint self) {
      this.self = self;
    }

    void connect() {
      if (closing) {
        return;
      }
      if (link == Link.UP) {
        apply(new CallInput.EndpointGone(self));
      }
      link = Link.UP;
      apply(new CallInput.EndpointLive(self, random.nextInt(4) == 0));
      idle();
    }

    void leave() {
      link = Link.GONE;
      apply(new CallInput.EndpointGone(self));
    }

    private void idle() {
      after(millis(12_000), this::act);
    }

    private void act() {
      if (closing || link != Link.UP) {
        return;
      }
      switch (random.nextInt(12)) {
        case 0 -> cut();
        case 1 -> {
          leave();
          after(millis(20_000), this::connect);
        }
        case 2, 3, 4, 5 -> call();
        default -> touchCall();
      }
      if (link == Link.UP) {
        idle();
      }
    }

    /// The link breaks; it comes back, or is found silent and comes back later.
    private void cut() {
      link = Link.CUT;
      apply(new CallInput.EndpointCut(self));
      if (random.nextBoolean()) {
        after(millis(24_000), this::back);
      } else {
        after(Duration.ofSeconds(25), this::silent);
      }
    }

    /// Its socket ends with the gateway's process: it comes back, or its page does so anew.
    void loseGateway() {
      if (link != Link.UP) {
        return;
      }
      link = Link.CUT;
      after(millis(45_000), random.nextInt(4) == 0 ? this::startAnew : this::back);
    }

    private void startAnew() {
      if (!closing && link == Link.CUT) {
        apply(new CallInput.EndpointGone(self));
        connect();
      }
    }

    private void silent() {
      if (closing || link != Link.CUT) {
        return;
      }
      link = Link.SILENT;
      apply(new CallInput.EndpointSilent(self));
      after(millis(60_000), this::back);
    }

    private void back() {
      if (!closing && link != Link.UP && link != Link.GONE) {
        connect();
      }
    }

    private void call() {
      Party to = parties.get(random.nextInt(parties.size()));
      RingPlan plan = RingPlan.member(to, Duration.ofSeconds(25));
      if (random.nextInt(6) == 0) {
        Party other = parties.get(random.nextInt(parties.size()));
        if (other.workspace().equals(to.workspace())) {
          plan =
              new RingPlan(
                  to,
                  List.of(
                      new RingPlan.Step(List.of(to), Duration.ofSeconds(10)),
                      new RingPlan.Step(List.of(other, to), Duration.ofSeconds(10))));
        }
      }
      UUID call = new UUID(random.nextLong(), random.nextLong());
      command(
          new CallInput.Start(
              ++ticket, self, Personal.of("N"), call, plan, SDP, random.nextInt(9) == 0));
    }

    /// Does something to a call it heard of, sensible or not.
    private void touchCall() {
      UUID call =
          known.isEmpty() || random.nextInt(20) == 0
              ? new UUID(1, 1)
              : known.get(Math.max(0, known.size() - 1 - random.nextInt(3)));
      long id = ++ticket;
      command(
          switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> new CallInput.Answer(id, self, call, SDP);
            case 4 -> new CallInput.Decline(id, self, call);
            case 5, 6 -> new CallInput.HangUp(id, self, call);
            case 7 -> new CallInput.Trickle(id, self, call, new Candidate("c", "0", 0));
            case 8 ->
                new CallInput.Connected(id, self, call, random.nextBoolean(), Optional.empty());
            case 9 -> new CallInput.Dtmf(id, self, call, '#');
            case 10 -> new CallInput.Offer(id, self, call, SDP);
            default -> new CallInput.Reanswer(id, self, call, SDP);
          });
    }

    /// A command takes its time, and is lost if the link breaks meanwhile.
    private void command(CallInput.Command command) {
      after(
          millis(400),
          () -> {
            if (link == Link.UP) {
              apply(command);
            }
          });
    }

    void receive(CallOutput.Signal signal) {
      known.add(signal.call());
      if (signal instanceof CallOutput.Incoming && random.nextInt(3) > 0) {
        long id = ++ticket;
        after(millis(9_000), () -> command(new CallInput.Answer(id, self, signal.call(), SDP)));
      }
    }

    void replied(CallOutput.Reply reply) {
      if (reply.refusal().isEmpty()) {
        known.add(reply.call());
      }
    }
  }
}
