package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: everything of the callee rings, the first answer wins, the others hear that it was
/// answered elsewhere, and the candidates that came early go to the winner. Method: scripted
/// inputs.
final class SimultaneousAnswersHaveOneWinnerTest {
  private final CallScript script = new CallScript();
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint desk = script.live(2, 1);
  private final Endpoint mobile = script.live(2, 2);

  @Test
  void theSecondAnswerIsTooLate() {
    UUID call = script.start(caller, desk.party());
    script.done();
    assertEquals(
        List.of(desk, mobile),
        script.heard(CallOutput.Incoming.class).stream().map(CallOutput.Incoming::to).toList());
    assertEquals(2, script.one(CallOutput.Ringing.class).devices());
    script.trickle(caller, call, "early");
    script.pass(Duration.ofSeconds(3));
    script.answer(mobile, call);
    script.done();
    script.answer(desk, call);
    script.refused(Refusal.ALREADY_ANSWERED);
    CallOutput.Answered answered = script.one(CallOutput.Answered.class);
    assertEquals(caller, answered.to());
    assertEquals(Outcome.ANSWERED, script.ended(desk, EndReason.ANSWERED_ELSEWHERE).outcome());
    CallOutput.PeerCandidate early = script.one(CallOutput.PeerCandidate.class);
    assertEquals(mobile, early.to());
    assertEquals("early", early.candidate().candidate());
    script.none(CallOutput.CloseRecord.class);

    script.hangUp(desk, call);
    script.refused(Refusal.ALREADY_ANSWERED);
    script.connected(caller, call, false);
    script.connected(mobile, call, true);
    script.pass(Duration.ofSeconds(60));
    script.hangUp(mobile, call);
    CallSummary summary = script.closed(Outcome.ANSWERED);
    assertEquals(Optional.of(Duration.ofSeconds(3)), summary.answeredAfter());
    assertEquals(Duration.ofSeconds(63), summary.endedAfter());
    assertEquals(Optional.of(true), summary.relayed());
    assertEquals(Outcome.ANSWERED, script.ended(caller, EndReason.HUNG_UP).outcome());
    script.ended(mobile, EndReason.HUNG_UP);
    script.idle();
  }

  @Test
  void anAnswerAfterTheDeadlineIsTooLateEvenBeforeTheTick() {
    UUID call = script.start(caller, desk.party());
    script.pass(CallScript.RING);
    script.answer(desk, call);
    script.refused(Refusal.ALREADY_ANSWERED);
    assertEquals(call, script.one(CallOutput.TakeVoicemail.class).call());
    script.hangUp(caller, call);
    script.closed(Outcome.MISSED);
    script.idle();
  }
}
