package dev.tandem.gateway.call;

import dev.tandem.gateway.call.Call.Stage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All open calls, who takes part in them, and their alarms: the state that the rules in [Ringing],
/// [Talking] and [TakeOver] share. One input is worked on at a time, between [#begin] and [#end].
final class Switchboard {
  private record Alarm(Moment at, UUID call) {}

  final CallLimits limits;
  final Roster roster = new Roster();

  /// What voicemail lacks; empty means that it can be taken.
  Optional<String> voicemailMissing = Optional.of("Voicemail has not started yet.");

  private final Map<UUID, Call> calls = new LinkedHashMap<>();
  private final Map<Party, Set<Call>> byParty = new HashMap<>();
  private final Map<UUID, Integer> byWorkspace = new HashMap<>();
  private final Set<Party> inCall = new LinkedHashSet<>();
  private final Set<Party> touched = new LinkedHashSet<>();
  private final TreeSet<Alarm> alarms =
      new TreeSet<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::call));

  private Moment now = new Moment(0);
  private Consumer<CallOutput> sink = output -> {};

  /// The endpoint that is leaving for good within this input: nothing more is told to it.
  private @Nullable Endpoint leaving;

  Switchboard(CallLimits limits) {
    this.limits = limits;
  }

  void begin(Moment at, Consumer<CallOutput> outputs) {
    now = at;
    sink = outputs;
  }

  /// Tells whose being in a call has changed by this input.
  void end() {
    for (Party party : touched) {
      boolean engaged = engaged(party);
      if (engaged ? inCall.add(party) : inCall.remove(party)) {
        sink.accept(new CallOutput.InCall(party, engaged));
      }
    }
    touched.clear();
    leaving = null;
    sink = output -> {};
  }

  Moment now() {
    return now;
  }

  int open() {
    return calls.size();
  }

  void emit(CallOutput output) {
    boolean lost = output instanceof CallOutput.Signal signal && signal.to().equals(leaving);
    if (!lost) {
      sink.accept(output);
    }
  }

  void reply(CallInput.Command command) {
    emit(new CallOutput.Reply(command.ticket(), command.from(), command.call(), Optional.empty()));
  }

  void refuse(CallInput.Command command, Refusal refusal) {
    emit(
        new CallOutput.Reply(
            command.ticket(), command.from(), command.call(), Optional.of(refusal)));
  }

  void leaving(Endpoint endpoint) {
    leaving = endpoint;
  }

  // ---- finding ----

  @Nullable Call find(UUID id) {
    return calls.get(id);
  }

  /// The calls `party` makes, or is named in.
  List<Call> of(Party party) {
    return List.copyOf(byParty.getOrDefault(party, Set.of()));
  }

  boolean engaged(Party party) {
    return of(party).stream().anyMatch(call -> call.engages(party));
  }

  /// Whether one more call would be too much for `party`.
  boolean full(Party party) {
    long taken =
        of(party).stream().filter(call -> call.engages(party) || call.ringsAt(party)).count();
    return taken >= limits.callsPerMember();
  }

  boolean workspaceFull(UUID workspace) {
    return byWorkspace.getOrDefault(workspace, 0) >= limits.callsPerWorkspace();
  }

  // ---- changing ----

  Call open(CallInput.Start start) {
    Call call = new Call(start, now);
    enroll(call);
    touched.add(call.caller.party());
    emit(new CallOutput.OpenRecord(call.id, call.caller.party(), call.plan.callee()));
    return call;
  }

  /// A call of another gateway's time.
  Call takeUp(CallInput.TakeUp up) {
    Call call = new Call(up, now);
    enroll(call);
    return call;
  }

  private void enroll(Call call) {
    if (calls.putIfAbsent(call.id, call) != null) {
      throw new IllegalStateException("ids of calls are fresh");
    }
    byWorkspace.merge(call.caller.workspace(), 1, Integer::sum);
    for (Party party : partiesOf(call)) {
      byParty.computeIfAbsent(party, key -> new LinkedHashSet<>()).add(call);
    }
  }

  /// Moves the call on; `ends` is when the new stage ends by itself.
  void enter(Call call, Stage stage, Moment ends) {
    call.stage = stage;
    call.stageEnds = ends;
    touch(call);
  }

  /// Whoever takes part may have become free or engaged, and the next alarm may be another.
  void touch(Call call) {
    touched.add(call.caller.party());
    if (call.answerer != null) {
      touched.add(call.answerer.party());
    }
    setAlarm(call, call.nextAlarm(limits.cutGrace()));
  }

  /// Ends the call for everybody who still takes part, and closes its record.
  void finish(Call call, EndReason reason, Outcome outcome) {
    finish(call, reason, outcome, reason.detail());
  }

  void finish(Call call, EndReason reason, Outcome outcome, String detail) {
    emit(new CallOutput.CloseRecord(call.id, call.caller.party(), call.summary(outcome, now)));
    drop(call, reason, outcome, detail);
  }

  /// Ends the call for everybody who still takes part; its record is closed otherwise.
  void drop(Call call, EndReason reason, Outcome outcome, String detail) {
    ended(call.caller, call, reason, outcome, detail);
    if (call.answerer != null) {
      ended(call.answerer, call, reason, outcome, detail);
    }
    for (Endpoint endpoint : call.rung) {
      ended(endpoint, call, reason, outcome, detail);
    }
    touch(call);
    setAlarm(call, null);
    calls.remove(call.id);
    byWorkspace.computeIfPresent(
        call.caller.workspace(), (key, count) -> count == 1 ? null : count - 1);
    for (Party party : partiesOf(call)) {
      byParty.computeIfPresent(
          party,
          (key, set) -> {
            set.remove(call);
            return set.isEmpty() ? null : set;
          });
    }
  }

  void ended(Endpoint to, Call call, EndReason reason, Outcome outcome, String detail) {
    boolean available = voicemailMissing.isEmpty();
    emit(new CallOutput.Ended(to, call.id, reason, outcome, available, detail));
  }

  // ---- time ----

  @Nullable Moment deadline() {
    return alarms.isEmpty() ? null : alarms.first().at();
  }

  /// A call whose alarm is due, or null.
  @Nullable Call due() {
    if (alarms.isEmpty() || !alarms.first().at().isDue(now)) {
      return null;
    }
    return calls.get(alarms.first().call());
  }

  private void setAlarm(Call call, @Nullable Moment at) {
    if (call.alarm != null) {
      alarms.remove(new Alarm(call.alarm, call.id));
    }
    call.alarm = at;
    if (at != null) {
      alarms.add(new Alarm(at, call.id));
    }
  }

  private static Set<Party> partiesOf(Call call) {
    Set<Party> parties = new LinkedHashSet<>();
    parties.add(call.caller.party());
    parties.add(call.plan.callee());
    call.plan.steps().forEach(step -> parties.addAll(step.ring()));
    if (call.answerer != null) {
      parties.add(call.answerer.party());
    }
    return parties;
  }
}
