package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A stage for one story: a machine, its time, and everything it said since it was last asked. The
/// rules of [CallRules] hold in every story too.
final class CallScript {
  static final String SDP = CallWorld.SDP;
  static final Duration RING = Duration.ofSeconds(25);

  /// How long a call that is taken up had rung.
  static final Duration RANG = Duration.ofSeconds(5);

  private static final UUID WORKSPACE = new UUID(1, 1);

  private final CallMachine machine;
  private final CallRules rules = new CallRules();
  private final List<CallOutput> said = new ArrayList<>();
  private Moment now = new Moment(Long.MAX_VALUE - 5_000_000_000L);
  private long tickets;
  private long calls;

  CallScript() {
    this(CallLimits.defaults());
  }

  CallScript(CallLimits limits) {
    machine = new CallMachine(limits);
    input(new CallInput.VoicemailReady());
  }

  /// A live device of a member of the first workspace.
  Endpoint live(int member, int device) {
    Endpoint endpoint = endpoint(member, device);
    input(new CallInput.EndpointLive(endpoint, false));
    return endpoint;
  }

  static Party party(int member) {
    return new Party(WORKSPACE, new UUID(2, member));
  }

  /// A device, of which nothing was heard yet.
  static Endpoint endpoint(int member, int device) {
    return new Endpoint(party(member), new UUID(member, device));
  }

  /// A call that went on when another gateway ended: it was last seen `seen` after its start, which
  /// was `unseen` ago.
  UUID takeUp(Endpoint caller, Endpoint answerer, Duration seen, Duration unseen) {
    UUID call = new UUID(9, ++calls);
    Moment startedAt = now.plus(seen.plus(unseen).negated());
    input(
        new CallInput.TakeUp(
            call,
            caller,
            answerer.party(),
            answerer,
            startedAt,
            Optional.of(startedAt),
            startedAt.plus(RANG),
            startedAt.plus(seen)));
    return call;
  }

  void input(CallInput input) {
    rules.input(input);
    List<CallOutput> outputs = new ArrayList<>();
    machine.apply(now, input, outputs::add);
    outputs.forEach(rules::output);
    rules.settled();
    said.addAll(outputs);
  }

  /// Lets time pass, with a tick at every deadline on the way.
  void pass(Duration span) {
    Moment end = now.plus(span);
    while (machine.deadline().filter(at -> at.isDue(end)).isPresent()) {
      now = machine.deadline().orElseThrow();
      input(new CallInput.Tick());
    }
    now = end;
    input(new CallInput.Tick());
  }

  // ---- commands ----

  UUID start(Endpoint from, Party to) {
    return start(from, RingPlan.member(to, RING), false);
  }

  UUID start(Endpoint from, RingPlan plan, boolean voicemailOnly) {
    UUID call = new UUID(9, ++calls);
    input(
        new CallInput.Start(++tickets, from, Personal.of("Anna"), call, plan, SDP, voicemailOnly));
    return call;
  }

  void answer(Endpoint from, UUID call) {
    input(new CallInput.Answer(++tickets, from, call, SDP));
  }

  void decline(Endpoint from, UUID call) {
    input(new CallInput.Decline(++tickets, from, call));
  }

  void hangUp(Endpoint from, UUID call) {
    input(new CallInput.HangUp(++tickets, from, call));
  }

  void trickle(Endpoint from, UUID call, String text) {
    input(new CallInput.Trickle(++tickets, from, call, new Candidate(text, "0", 0)));
  }

  void offer(Endpoint from, UUID call, String sdp) {
    input(new CallInput.Offer(++tickets, from, call, sdp));
  }

  void reanswer(Endpoint from, UUID call) {
    input(new CallInput.Reanswer(++tickets, from, call, SDP));
  }

  void mute(Endpoint from, UUID call) {
    input(new CallInput.Mute(++tickets, from, call, true));
  }

  void dtmf(Endpoint from, UUID call, char digit) {
    input(new CallInput.Dtmf(++tickets, from, call, digit));
  }

  void connected(Endpoint from, UUID call, boolean relayed) {
    input(new CallInput.Connected(++tickets, from, call, relayed, Optional.empty()));
  }

  /// Two who talk.
  UUID talk(Endpoint caller, Endpoint callee) {
    UUID call = start(caller, callee.party());
    answer(callee, call);
    heard(CallOutput.class);
    return call;
  }

  // ---- what was said ----

  /// All outputs of this kind since it was last asked for; the others stay.
  <T extends CallOutput> List<T> heard(Class<T> kind) {
    List<T> found = said.stream().filter(kind::isInstance).map(kind::cast).toList();
    said.removeIf(kind::isInstance);
    return found;
  }

  <T extends CallOutput> T one(Class<T> kind) {
    List<T> found = heard(kind);
    assertEquals(1, found.size(), () -> kind.getSimpleName() + ": " + found);
    return found.getFirst();
  }

  <T extends CallOutput> void none(Class<T> kind) {
    List<T> found = heard(kind);
    assertTrue(found.isEmpty(), () -> "not expected: " + found);
  }

  /// The refusal of the last command.
  Optional<Refusal> refusal() {
    return heard(CallOutput.Reply.class).getLast().refusal();
  }

  void done() {
    assertEquals(Optional.empty(), refusal());
  }

  void refused(Refusal refusal) {
    assertEquals(Optional.of(refusal), refusal());
  }

  /// The record was closed, once, with `outcome`.
  CallSummary closed(Outcome outcome) {
    CallSummary summary = one(CallOutput.CloseRecord.class).summary();
    assertEquals(outcome, summary.outcome());
    return summary;
  }

  /// `to` was told that its call is over, for `reason`.
  CallOutput.Ended ended(Endpoint to, EndReason reason) {
    List<CallOutput.Ended> found =
        said.stream()
            .filter(CallOutput.Ended.class::isInstance)
            .map(CallOutput.Ended.class::cast)
            .filter(ended -> ended.to().equals(to))
            .toList();
    assertEquals(1, found.size(), () -> "ends for one endpoint: " + found);
    said.remove(found.getFirst());
    assertEquals(reason, found.getFirst().reason());
    return found.getFirst();
  }

  /// Nothing waits any more.
  void idle() {
    assertEquals(0, machine.openCalls());
    assertEquals(Optional.empty(), machine.deadline());
    rules.drained();
  }
}
