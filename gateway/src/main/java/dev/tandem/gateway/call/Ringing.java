package dev.tandem.gateway.call;

import dev.tandem.gateway.call.Call.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of a call that nobody has answered yet: who rings, and what makes them stop.
final class Ringing {
  private final Switchboard board;
  private final TakeOver takeOver;

  Ringing(Switchboard board, TakeOver takeOver) {
    this.board = board;
    this.takeOver = takeOver;
  }

  void start(CallInput.Start start) {
    Optional<Refusal> fault = fault(start);
    if (fault.isPresent()) {
      board.refuse(start, fault.get());
      return;
    }
    Call call = board.open(start);
    board.reply(start);
    if (start.voicemailOnly()) {
      takeOver.begin(call);
    } else {
      ring(call, 0);
    }
    if (board.find(call.id) != null) {
      engage(call.caller.party(), call);
    }
  }

  private Optional<Refusal> fault(CallInput.Start start) {
    Party caller = start.from().party();
    if (!start.plan().callee().workspace().equals(caller.workspace())) {
      return Optional.of(Refusal.NOT_FOUND);
    }
    if (!board.roster.isLive(start.from())) {
      return Optional.of(Refusal.OFFLINE);
    }
    if (start.plan().callee().equals(caller) || start.plan().names(caller)) {
      return Optional.of(Refusal.SELF_CALL);
    }
    if (board.engaged(caller)) {
      return Optional.of(Refusal.ALREADY_IN_CALL);
    }
    if (board.workspaceFull(caller.workspace())) {
      return Optional.of(Refusal.WORKSPACE_FULL);
    }
    return SessionDescription.fault(start.sdp(), board.limits.sdpBytes());
  }

  /// Rings the first step from `first` on in which somebody can ring.
  private void ring(Call call, int first) {
    for (int index = first; index < call.plan.steps().size(); index++) {
      RingPlan.Step step = call.plan.steps().get(index);
      List<Endpoint> targets = targets(call, step);
      if (!targets.isEmpty()) {
        call.step = index;
        call.ringingAt = call.ringingAt == null ? board.now() : call.ringingAt;
        board.enter(call, Stage.RINGING, board.now().plus(step.duration()));
        targets.forEach(endpoint -> incoming(call, endpoint));
        board.emit(new CallOutput.Ringing(call.caller, call.id, call.rung.size()));
        return;
      }
    }
    planIsThrough(call);
  }

  private List<Endpoint> targets(Call call, RingPlan.Step step) {
    List<Endpoint> targets = new ArrayList<>();
    for (Party party : step.ring()) {
      if (call.out.containsKey(party)) {
        continue;
      }
      if (board.engaged(party) || board.full(party)) {
        call.out.put(party, EndReason.BUSY);
      } else {
        targets.addAll(board.roster.liveOf(party));
      }
    }
    return targets;
  }

  private void planIsThrough(Call call) {
    boolean allOut =
        call.plan.steps().stream()
            .flatMap(step -> step.ring().stream())
            .allMatch(call.out::containsKey);
    if (!allOut) {
      takeOver.begin(call);
    } else if (call.out.containsValue(EndReason.BUSY)) {
      board.finish(call, EndReason.BUSY, Outcome.BUSY);
    } else {
      board.finish(call, EndReason.DECLINED, Outcome.DECLINED);
    }
  }

  private void incoming(Call call, Endpoint endpoint) {
    call.rung.add(endpoint);
    board.emit(
        new CallOutput.Incoming(
            endpoint,
            call.id,
            call.caller.party(),
            call.callerName,
            call.offer,
            call.stageEnds.since(board.now())));
  }

  void answer(CallInput.Answer answer) {
    Call call = board.find(answer.call());
    Endpoint from = answer.from();
    if (call == null || !call.plan.names(from.party())) {
      board.refuse(answer, Refusal.NOT_FOUND);
      return;
    }
    if (call.stage != Stage.RINGING || !call.rung.contains(from)) {
      board.refuse(answer, Refusal.ALREADY_ANSWERED);
      return;
    }
    Optional<Refusal> fault = SessionDescription.fault(answer.sdp(), board.limits.sdpBytes());
    if (fault.isPresent()) {
      board.refuse(answer, fault.get());
      return;
    }
    board.reply(answer);
    connect(call, from, answer.sdp());
  }

  private void connect(Call call, Endpoint answerer, String sdp) {
    call.rung.remove(answerer);
    call.answerer = answerer;
    call.answeredAt = board.now();
    board.enter(call, Stage.TALKING, board.now().plus(board.limits.longestCall()));
    board.emit(new CallOutput.Answered(call.caller, call.id, sdp, false));
    board.emit(
        new CallOutput.NoteTalk(
            call.id,
            call.caller,
            answerer,
            Optional.ofNullable(call.ringingAt).map(at -> at.since(call.startedAt)),
            board.now().since(call.startedAt)));
    for (Endpoint other : call.rung) {
      EndReason reason = EndReason.ANSWERED_ELSEWHERE;
      board.ended(other, call, reason, Outcome.ANSWERED, reason.detail());
    }
    call.rung.clear();
    for (Candidate candidate : call.early) {
      board.emit(new CallOutput.PeerCandidate(answerer, call.id, candidate));
    }
    call.early.clear();
    engage(answerer.party(), call);
  }

  void decline(CallInput.Command command) {
    Call call = board.find(command.call());
    if (call == null || !call.plan.names(command.from().party())) {
      board.refuse(command, Refusal.NOT_FOUND);
      return;
    }
    if (!call.rung.contains(command.from())) {
      board.refuse(command, Refusal.ALREADY_ANSWERED);
      return;
    }
    board.reply(command);
    withdraw(call, command.from().party(), EndReason.DECLINED, Outcome.DECLINED);
  }

  /// The member took another call: whoever else rings there hears busy.
  private void engage(Party party, Call taken) {
    for (Call other : board.of(party)) {
      if (other != taken && other.ringsAt(party)) {
        withdraw(other, party, EndReason.BUSY, Outcome.BUSY);
      }
    }
  }

  /// Nothing of `party` rings any more.
  private void withdraw(Call call, Party party, EndReason reason, Outcome outcome) {
    call.out.put(party, reason);
    for (Endpoint endpoint : List.copyOf(call.rung)) {
      if (endpoint.party().equals(party)) {
        call.rung.remove(endpoint);
        board.ended(endpoint, call, reason, outcome, reason.detail());
      }
    }
    goOnWithout(call);
  }

  private void goOnWithout(Call call) {
    if (call.rung.isEmpty()) {
      ring(call, call.step + 1);
    } else {
      board.emit(new CallOutput.Ringing(call.caller, call.id, call.rung.size()));
    }
  }

  // ---- endpoints that come and go ----

  /// An endpoint that became live during a ring rings too.
  void arrived(Call call, Endpoint endpoint, boolean missed) {
    boolean known = call.rung.contains(endpoint);
    boolean rings =
        call.stage == Stage.RINGING
            && call.plan.steps().get(call.step).ring().contains(endpoint.party())
            && !call.out.containsKey(endpoint.party());
    if (!rings || (known && !missed)) {
      return;
    }
    incoming(call, endpoint);
    if (!known) {
      board.emit(new CallOutput.Ringing(call.caller, call.id, call.rung.size()));
    }
  }

  void left(Call call, Endpoint endpoint) {
    if (call.rung.remove(endpoint)) {
      EndReason reason = EndReason.UNREACHABLE;
      board.ended(endpoint, call, reason, Outcome.MISSED, "This device was offline.");
      goOnWithout(call);
    }
  }

  // ---- time ----

  void due(Call call) {
    for (Endpoint endpoint : call.rung) {
      EndReason reason = EndReason.NO_ANSWER;
      board.ended(endpoint, call, reason, Outcome.MISSED, reason.detail());
    }
    call.rung.clear();
    ring(call, call.step + 1);
  }
}
