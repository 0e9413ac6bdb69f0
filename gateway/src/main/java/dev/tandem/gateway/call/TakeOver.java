package dev.tandem.gateway.call;

import dev.tandem.gateway.call.Call.Stage;
import dev.tandem.gateway.call.CallOutput.Phase;
import java.util.List;
import java.util.Optional;

/// The rules of a call that the server answers itself: greeting, recording, and what is kept of it.
final class TakeOver {
  private final Switchboard board;

  TakeOver(Switchboard board) {
    this.board = board;
  }

  /// Lets voicemail answer the caller's offer, or says why it cannot.
  void begin(Call call) {
    Optional<String> missing = board.voicemailMissing;
    if (missing.isPresent()) {
      board.finish(call, call.unansweredReason(), call.unanswered(), missing.get());
      return;
    }
    board.enter(call, Stage.TAKING_OVER, board.now().plus(board.limits.takeOver()));
    board.emit(
        new CallOutput.TakeVoicemail(
            call.id, call.caller.party(), call.plan.callee(), call.offer, List.copyOf(call.early)));
    call.early.clear();
  }

  void report(CallInput.LegReport report) {
    Call call = board.find(report.call());
    if (call == null) {
      return;
    }
    switch (report) {
      case CallInput.LegAnswered answered -> answered(call, answered.sdp());
      case CallInput.LegCandidate candidate -> candidate(call, candidate.candidate());
      case CallInput.LegRecording recording -> recording(call);
      case CallInput.LegRecorded recorded -> recorded(call);
      case CallInput.LegFailed failed -> failed(call, failed.detail());
      case CallInput.VoicemailSaved saved -> saved(call);
    }
  }

  private void answered(Call call, String sdp) {
    if (call.stage != Stage.TAKING_OVER) {
      return;
    }
    board.enter(call, Stage.GREETING, board.now().plus(board.limits.voicemail()));
    board.emit(new CallOutput.Answered(call.caller, call.id, sdp, true));
    phase(call, Phase.GREETING);
  }

  private void candidate(Call call, Candidate candidate) {
    if (isUp(call)) {
      board.emit(new CallOutput.PeerCandidate(call.caller, call.id, candidate));
    }
  }

  private void recording(Call call) {
    if (call.stage != Stage.GREETING) {
      return;
    }
    board.enter(call, Stage.RECORDING, call.stageEnds);
    phase(call, Phase.RECORDING);
  }

  private void recorded(Call call) {
    boolean expected = isUp(call) || call.stage == Stage.SAVING;
    if (!expected || call.saveRequested) {
      return;
    }
    call.saveRequested = true;
    board.enter(call, Stage.SAVING, board.now().plus(board.limits.save()));
    board.emit(new CallOutput.SaveVoicemail(call.id, call.summary(Outcome.VOICEMAIL, board.now())));
  }

  private void saved(Call call) {
    if (!call.saveRequested) {
      return;
    }
    phase(call, Phase.SAVED);
    board.drop(call, EndReason.HUNG_UP, Outcome.VOICEMAIL, "The voicemail is kept.");
  }

  private void failed(Call call, String detail) {
    switch (call.stage) {
      case RINGING, TALKING -> {}
      case TAKING_OVER -> giveUp(call, call.unansweredReason(), detail);
      case GREETING, RECORDING, SAVING -> giveUp(call, EndReason.FAILED, detail);
    }
  }

  private void giveUp(Call call, EndReason reason, String detail) {
    if (call.stage != Stage.SAVING) {
      board.emit(new CallOutput.StopVoicemail(call.id, false));
    }
    phase(call, Phase.FAILED);
    board.finish(call, reason, call.unanswered(), detail);
  }

  /// The caller leaves: what was recorded is kept.
  void hangUp(Call call) {
    switch (call.stage) {
      case RINGING, TALKING, SAVING -> {}
      case TAKING_OVER, GREETING -> {
        board.emit(new CallOutput.StopVoicemail(call.id, false));
        Outcome outcome = call.voicemailOnly ? Outcome.CANCELED : call.unanswered();
        board.finish(call, EndReason.HUNG_UP, outcome);
      }
      case RECORDING -> keep(call);
    }
  }

  private void keep(Call call) {
    board.emit(new CallOutput.StopVoicemail(call.id, true));
    board.enter(call, Stage.SAVING, board.now().plus(board.limits.save()));
  }

  void due(Call call) {
    switch (call.stage) {
      case RINGING, TALKING -> throw new IllegalStateException("no server leg in this stage");
      case TAKING_OVER -> giveUp(call, call.unansweredReason(), "Voicemail did not answer.");
      case GREETING, RECORDING -> keep(call);
      case SAVING -> giveUp(call, EndReason.FAILED, "The voicemail could not be kept.");
    }
  }

  private static boolean isUp(Call call) {
    return call.stage == Stage.GREETING || call.stage == Stage.RECORDING;
  }

  private void phase(Call call, Phase phase) {
    board.emit(new CallOutput.Voicemail(call.caller, call.id, phase));
  }
}
