package dev.tandem.gateway.call;

import dev.tandem.gateway.call.Call.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All calls of one gateway: a pure machine over [CallInput] and [CallOutput].
///
/// It has one owner, who calls [#apply] for each thing that happens, with a time that never runs
/// backwards, and again with a [CallInput.Tick] at [#deadline]. What is due by `now` happens before
/// the input itself, so a late tick changes no outcome: an answer that comes after the ring
/// deadline is too late, even if the tick was held up.
public final class CallMachine {
  private final Switchboard board;
  private final TakeOver takeOver;
  private final Ringing ringing;
  private final Talking talking;

  public CallMachine(CallLimits limits) {
    board = new Switchboard(limits);
    takeOver = new TakeOver(board);
    ringing = new Ringing(board, takeOver);
    talking = new Talking(board);
  }

  /// Takes in one input and gives its outputs to `sink`, in the order in which to carry them out.
  public void apply(Moment now, CallInput input, Consumer<CallOutput> sink) {
    board.begin(now, sink);
    for (Call call = board.due(); call != null; call = board.due()) {
      due(call);
    }
    take(input);
    board.end();
  }

  /// When the machine wants to be asked again; empty while nothing waits for time to pass.
  public Optional<Moment> deadline() {
    return Optional.ofNullable(board.deadline());
  }

  /// Calls that are not over.
  public int openCalls() {
    return board.open();
  }

  /// Whether `endpoint` counts as online.
  public boolean isLive(Endpoint endpoint) {
    return board.roster.isLive(endpoint);
  }

  private void take(CallInput input) {
    switch (input) {
      case CallInput.Tick tick -> {}
      case CallInput.TakeUp up -> talking.takeUp(up);
      case CallInput.VoicemailReady ready -> board.voicemailMissing = Optional.empty();
      case CallInput.VoicemailMissing missing ->
          board.voicemailMissing = Optional.of(missing.detail());
      case CallInput.EndpointLive live -> live(live);
      case CallInput.EndpointCut cut -> cut(cut.endpoint());
      case CallInput.EndpointSilent silent -> silent(silent.endpoint());
      case CallInput.EndpointGone gone -> gone(gone.endpoint());
      case CallInput.Start start -> ringing.start(start);
      case CallInput.Answer answer -> ringing.answer(answer);
      case CallInput.Decline decline -> ringing.decline(decline);
      case CallInput.HangUp hangUp -> hangUp(hangUp);
      case CallInput.Trickle trickle -> talking.trickle(trickle);
      case CallInput.Connected connected -> talking.connected(connected);
      case CallInput.Mute mute -> talking.mute(mute);
      case CallInput.Dtmf dtmf -> talking.dtmf(dtmf);
      case CallInput.Offer offer -> talking.offer(offer);
      case CallInput.Reanswer reanswer -> talking.reanswer(reanswer);
      case CallInput.LegReport report -> takeOver.report(report);
    }
  }

  private void live(CallInput.EndpointLive live) {
    board.roster.arrive(live.endpoint());
    for (Call call : board.of(live.endpoint().party())) {
      if (call.isLeg(live.endpoint())) {
        talking.restored(call, live.endpoint());
      } else {
        ringing.arrived(call, live.endpoint(), live.missed());
      }
    }
  }

  private void cut(Endpoint endpoint) {
    for (Call call : board.of(endpoint.party())) {
      if (call.isLeg(endpoint)) {
        talking.cut(call, endpoint);
      }
    }
  }

  private void silent(Endpoint endpoint) {
    board.roster.leave(endpoint);
    for (Call call : board.of(endpoint.party())) {
      if (!call.isLeg(endpoint)) {
        ringing.left(call, endpoint);
      } else if (call.stage == Stage.RINGING) {
        board.finish(call, EndReason.CANCELED, Outcome.CANCELED);
      } else {
        talking.cut(call, endpoint);
      }
    }
  }

  private void gone(Endpoint endpoint) {
    board.roster.leave(endpoint);
    board.leaving(endpoint);
    for (Call call : board.of(endpoint.party())) {
      if (call.isLeg(endpoint)) {
        leave(call);
      } else {
        ringing.left(call, endpoint);
      }
    }
  }

  private void hangUp(CallInput.HangUp hangUp) {
    Call call = board.find(hangUp.call());
    if (call == null || !call.isLeg(hangUp.from())) {
      ringing.decline(hangUp);
      return;
    }
    board.reply(hangUp);
    leave(call);
  }

  /// A leg of the call leaves it on purpose, or will never be heard of again.
  private void leave(Call call) {
    switch (call.stage) {
      case RINGING -> board.finish(call, EndReason.CANCELED, Outcome.CANCELED);
      case TALKING -> talking.hangUp(call);
      case TAKING_OVER, GREETING, RECORDING, SAVING -> takeOver.hangUp(call);
    }
  }

  private void due(Call call) {
    boolean cut = isCutTooLong(call.callerCutAt) || isCutTooLong(call.answererCutAt);
    switch (call.stage) {
      case RINGING -> ringing.due(call);
      case TALKING -> {
        EndReason reason = cut ? EndReason.FAILED : EndReason.TOO_LONG;
        board.finish(call, reason, Outcome.ANSWERED);
      }
      case TAKING_OVER, GREETING, RECORDING -> {
        if (cut) {
          takeOver.hangUp(call);
        } else {
          takeOver.due(call);
        }
      }
      case SAVING -> takeOver.due(call);
    }
  }

  private boolean isCutTooLong(@Nullable Moment since) {
    Duration grace = board.limits.cutGrace();
    return since != null && since.plus(grace).isDue(board.now());
  }
}
