package dev.tandem.gateway.call;

import dev.tandem.gateway.call.Call.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of what passes between the two ends of a call, whoever the other end is.
final class Talking {
  private static final String DIGITS = "0123456789*#ABCD";

  private final Switchboard board;

  Talking(Switchboard board) {
    this.board = board;
  }

  void trickle(CallInput.Trickle trickle) {
    Call call = board.find(trickle.call());
    if (call == null) {
      board.refuse(trickle, Refusal.NOT_FOUND);
    } else if (!call.isLeg(trickle.from())) {
      refuseStranger(call, trickle);
    } else if (trickle.candidate().candidate().length() > board.limits.candidateBytes()
        || trickle.candidate().sdpMid().length() > board.limits.candidateBytes()) {
      board.refuse(trickle, Refusal.CANDIDATE_TOO_LARGE);
    } else if (!count(call, trickle.from())) {
      board.refuse(trickle, Refusal.TOO_MANY_CANDIDATES);
    } else {
      board.reply(trickle);
      pass(call, trickle.from(), trickle.candidate());
    }
  }

  private boolean count(Call call, Endpoint from) {
    int limit = board.limits.candidatesPerPeer();
    return from.equals(call.caller)
        ? ++call.callerCandidates <= limit
        : ++call.answererCandidates <= limit;
  }

  private void pass(Call call, Endpoint from, Candidate candidate) {
    switch (call.stage) {
      case RINGING -> call.early.add(candidate);
      case TAKING_OVER, GREETING, RECORDING ->
          board.emit(new CallOutput.LegTrickle(call.id, candidate));
      case TALKING ->
          call.peerOf(from)
              .ifPresent(
                  peer -> board.emit(new CallOutput.PeerCandidate(peer, call.id, candidate)));
      case SAVING -> {}
    }
  }

  void connected(CallInput.Connected connected) {
    Call call = legOf(connected);
    if (call == null) {
      return;
    }
    if (call.stage == Stage.RINGING) {
      board.refuse(connected, Refusal.NOT_TALKING);
      return;
    }
    call.relayed = connected.relayed() || Boolean.TRUE.equals(call.relayed);
    connected.own().ifPresent(use -> note(call, connected.from(), use));
    board.reply(connected);
  }

  /// A side that was relayed once counts as relayed; the bytes are those it said last.
  private static void note(Call call, Endpoint from, RelayUse use) {
    boolean caller = from.equals(call.caller);
    RelayUse before = caller ? call.callerRelay : call.answererRelay;
    RelayUse now =
        before == null
            ? use
            : new RelayUse(
                before.relayed() || use.relayed(), Math.max(before.bytes(), use.bytes()));
    if (caller) {
      call.callerRelay = now;
    } else {
      call.answererRelay = now;
    }
  }

  void mute(CallInput.Mute mute) {
    Call call = legOf(mute);
    if (call == null) {
      return;
    }
    if (call.stage == Stage.RINGING) {
      board.refuse(mute, Refusal.NOT_TALKING);
      return;
    }
    board.reply(mute);
    call.peerOf(mute.from())
        .ifPresent(peer -> board.emit(new CallOutput.PeerMuted(peer, call.id, mute.muted())));
  }

  void dtmf(CallInput.Dtmf dtmf) {
    Call call = legOf(dtmf);
    if (call == null) {
      return;
    }
    if (DIGITS.indexOf(dtmf.digit()) < 0) {
      board.refuse(dtmf, Refusal.NOT_A_DIGIT);
      return;
    }
    switch (call.stage) {
      case RINGING, TAKING_OVER, SAVING -> board.refuse(dtmf, Refusal.NOT_TALKING);
      case GREETING, RECORDING -> {
        board.reply(dtmf);
        board.emit(new CallOutput.LegDigit(call.id, dtmf.digit()));
      }
      case TALKING -> {
        board.reply(dtmf);
        call.peerOf(dtmf.from())
            .ifPresent(peer -> board.emit(new CallOutput.PeerDigit(peer, call.id, dtmf.digit())));
      }
    }
  }

  void offer(CallInput.Offer offer) {
    Call call = legOf(offer);
    if (call == null) {
      return;
    }
    Optional<Refusal> fault = SessionDescription.fault(offer.sdp(), board.limits.sdpBytes());
    Optional<Endpoint> peer = call.peerOf(offer.from());
    if (peer.isEmpty()) {
      board.refuse(offer, Refusal.NOT_TALKING);
    } else if (peer.get().equals(call.offering)) {
      board.refuse(offer, Refusal.OFFER_PENDING);
    } else if (fault.isPresent()) {
      board.refuse(offer, fault.get());
    } else if (++call.restarts > board.limits.restartsPerCall()) {
      board.refuse(offer, Refusal.TOO_MANY_RESTARTS);
    } else {
      call.offering = offer.from();
      call.callerCandidates = 0;
      call.answererCandidates = 0;
      board.reply(offer);
      board.emit(new CallOutput.PeerOffer(peer.get(), call.id, offer.sdp()));
    }
  }

  void reanswer(CallInput.Reanswer reanswer) {
    Call call = legOf(reanswer);
    if (call == null) {
      return;
    }
    Optional<Refusal> fault = SessionDescription.fault(reanswer.sdp(), board.limits.sdpBytes());
    Optional<Endpoint> peer = call.peerOf(reanswer.from());
    if (peer.isEmpty()) {
      board.refuse(reanswer, Refusal.NOT_TALKING);
    } else if (!peer.get().equals(call.offering)) {
      board.refuse(reanswer, Refusal.NO_OFFER_PENDING);
    } else if (fault.isPresent()) {
      board.refuse(reanswer, fault.get());
    } else {
      call.offering = null;
      board.reply(reanswer);
      board.emit(new CallOutput.PeerReanswer(peer.get(), call.id, reanswer.sdp()));
    }
  }

  /// The call of which the command's sender is a leg; else the command is refused and null
  /// returned.
  private @Nullable Call legOf(CallInput.Command command) {
    Call call = board.find(command.call());
    if (call == null) {
      board.refuse(command, Refusal.NOT_FOUND);
      return null;
    }
    if (!call.isLeg(command.from())) {
      refuseStranger(call, command);
      return null;
    }
    return call;
  }

  private void refuseStranger(Call call, CallInput.Command command) {
    if (call.rung.contains(command.from())) {
      board.refuse(command, Refusal.NOT_TALKING);
    } else if (call.plan.names(command.from().party())) {
      board.refuse(command, Refusal.ALREADY_ANSWERED);
    } else {
      board.refuse(command, Refusal.NOT_FOUND);
    }
  }

  // ---- the end, and connections that break ----

  /// One side of two who talk leaves.
  void hangUp(Call call) {
    board.finish(call, EndReason.HUNG_UP, Outcome.ANSWERED);
  }

  /// Notes since when a leg's signalling is cut; media flows on, so the call does too, for a while.
  void cut(Call call, Endpoint endpoint) {
    if (endpoint.equals(call.caller) && call.callerCutAt == null) {
      call.callerCutAt = board.now();
    } else if (endpoint.equals(call.answerer) && call.answererCutAt == null) {
      call.answererCutAt = board.now();
    }
    board.touch(call);
  }

  /// Goes on with a call of another gateway's time, if its ends come back soon.
  void takeUp(CallInput.TakeUp up) {
    Call call = board.takeUp(up);
    board.enter(call, Call.Stage.TALKING, up.answeredAt().plus(board.limits.longestCall()));
  }

  void restored(Call call, Endpoint endpoint) {
    if (call.seenAt != null) {
      call.seenAt = null;
      board.emit(new CallOutput.WentOn(call.id));
    }
    if (endpoint.equals(call.caller)) {
      call.callerCutAt = null;
    } else if (endpoint.equals(call.answerer)) {
      call.answererCutAt = null;
    }
    board.touch(call);
  }
}
