package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.CallOutput.Phase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: after the ring the server's leg answers the same offer, and the record closes with the
/// voicemail or without, once. Method: every way a voicemail can go.
final class NobodyAnswersVoicemailTakesOverTest {
  private final CallScript script = new CallScript();
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint callee = script.live(2, 1);

  private UUID recording() {
    UUID call = script.start(caller, callee.party());
    script.trickle(caller, call, "early");
    script.pass(CallScript.RING);
    script.ended(callee, EndReason.NO_ANSWER);
    CallOutput.TakeVoicemail take = script.one(CallOutput.TakeVoicemail.class);
    assertEquals(CallScript.SDP, take.sdp());
    assertEquals(callee.party(), take.callee());
    assertEquals(List.of("early"), take.candidates().stream().map(Candidate::candidate).toList());
    script.trickle(caller, call, "late");
    assertEquals("late", script.one(CallOutput.LegTrickle.class).candidate().candidate());
    script.input(new CallInput.LegAnswered(call, CallScript.SDP));
    assertTrue(script.one(CallOutput.Answered.class).voicemail());
    assertEquals(Phase.GREETING, script.one(CallOutput.Voicemail.class).phase());
    script.input(new CallInput.LegCandidate(call, new Candidate("theirs", "0", 0)));
    assertEquals(caller, script.one(CallOutput.PeerCandidate.class).to());
    script.dtmf(caller, call, '#');
    assertEquals('#', script.one(CallOutput.LegDigit.class).digit());
    script.input(new CallInput.LegRecording(call));
    assertEquals(Phase.RECORDING, script.one(CallOutput.Voicemail.class).phase());
    return call;
  }

  @Test
  void theMessageIsSaved() {
    UUID call = recording();
    script.hangUp(caller, call);
    assertTrue(script.one(CallOutput.StopVoicemail.class).keep());
    script.input(new CallInput.LegRecorded(call));
    CallOutput.SaveVoicemail save = script.one(CallOutput.SaveVoicemail.class);
    assertEquals(Outcome.VOICEMAIL, save.summary().outcome());
    script.input(new CallInput.VoicemailSaved(call));
    assertEquals(Phase.SAVED, script.one(CallOutput.Voicemail.class).phase());
    script.ended(caller, EndReason.HUNG_UP);
    script.none(CallOutput.CloseRecord.class);
    script.idle();
  }

  @Test
  void theLineEndsItselfAfterSilence() {
    UUID call = recording();
    script.input(new CallInput.LegRecorded(call));
    script.input(new CallInput.VoicemailSaved(call));
    assertEquals(Outcome.VOICEMAIL, script.ended(caller, EndReason.HUNG_UP).outcome());
    script.idle();
  }

  @Test
  void aMessageThatCannotBeWrittenIsToldAsFailed() {
    UUID call = recording();
    script.input(new CallInput.LegRecorded(call));
    script.input(new CallInput.LegFailed(call, "The voicemail could not be kept."));
    assertEquals(Phase.FAILED, script.one(CallOutput.Voicemail.class).phase());
    script.ended(caller, EndReason.FAILED);
    script.closed(Outcome.MISSED);
    script.heard(CallOutput.class);
    script.input(new CallInput.VoicemailSaved(call));
    script.none(CallOutput.class);
    script.idle();
  }

  @Test
  void aSaveThatNeverEndsIsGivenUp() {
    UUID call = recording();
    script.input(new CallInput.LegRecorded(call));
    script.pass(CallLimits.defaults().save());
    assertEquals(Phase.FAILED, script.one(CallOutput.Voicemail.class).phase());
    script.closed(Outcome.MISSED);
    script.idle();
  }

  @Test
  void hangingUpDuringTheGreetingLeavesNothing() {
    UUID call = script.start(caller, callee.party());
    script.pass(CallScript.RING);
    script.input(new CallInput.LegAnswered(call, CallScript.SDP));
    script.hangUp(caller, call);
    assertFalse(script.one(CallOutput.StopVoicemail.class).keep());
    script.closed(Outcome.MISSED);
    script.idle();
  }

  @Test
  void aLegThatDoesNotAnswerIsGivenUp() {
    script.start(caller, callee.party());
    script.pass(CallScript.RING);
    script.pass(CallLimits.defaults().takeOver());
    assertFalse(script.one(CallOutput.StopVoicemail.class).keep());
    script.ended(caller, EndReason.NO_ANSWER);
    script.closed(Outcome.MISSED);
    script.idle();
  }

  @Test
  void aRecordingIsStoppedAtItsLimitAndKept() {
    recording();
    script.pass(CallLimits.defaults().voicemail());
    assertTrue(script.one(CallOutput.StopVoicemail.class).keep());
  }

  @Test
  void aCallerWhoseConnectionStaysCutIsTakenToHaveHungUp() {
    UUID call = recording();
    script.input(new CallInput.EndpointCut(caller));
    script.pass(Duration.ofSeconds(29));
    script.none(CallOutput.StopVoicemail.class);
    script.pass(Duration.ofSeconds(1));
    assertTrue(script.one(CallOutput.StopVoicemail.class).keep());
    script.input(new CallInput.LegRecorded(call));
    script.input(new CallInput.VoicemailSaved(call));
    script.idle();
  }

  @Test
  void whatIsMissingIsTold() {
    script.input(new CallInput.VoicemailMissing("libpulse0 is missing"));
    script.start(caller, callee.party());
    script.pass(CallScript.RING);
    CallOutput.Ended ended = script.ended(caller, EndReason.NO_ANSWER);
    assertFalse(ended.voicemailAvailable());
    assertEquals("libpulse0 is missing", ended.detail());
    script.closed(Outcome.MISSED);
    script.idle();
  }

  @Test
  void voicemailOnlyDoesNotRing() {
    UUID call = script.start(caller, RingPlan.member(callee.party(), CallScript.RING), true);
    script.none(CallOutput.Incoming.class);
    assertEquals(call, script.one(CallOutput.TakeVoicemail.class).call());
    script.hangUp(caller, call);
    script.closed(Outcome.CANCELED);
    script.idle();
  }
}
