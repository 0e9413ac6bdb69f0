package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: two who talk are not parted by a broken signalling connection, for half a minute; a page
/// that is closed, and the longest call, end. Method: scripted inputs.
final class TalkingSurvivesACutTest {
  private final CallScript script = new CallScript();
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint callee = script.live(2, 1);

  @Test
  void aCutThatHealsInTimeIsNotNoticed() {
    UUID call = script.talk(caller, callee);
    script.input(new CallInput.EndpointCut(callee));
    script.pass(Duration.ofSeconds(25));
    script.input(new CallInput.EndpointSilent(callee));
    script.pass(Duration.ofSeconds(4));
    script.input(new CallInput.EndpointLive(callee, false));
    script.pass(Duration.ofMinutes(5));
    script.none(CallOutput.Ended.class);
    script.hangUp(callee, call);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void aCutThatStaysEndsTheCall() {
    script.talk(caller, callee);
    script.input(new CallInput.EndpointCut(caller));
    script.pass(Duration.ofMillis(29_999));
    script.none(CallOutput.Ended.class);
    script.pass(Duration.ofMillis(1));
    assertEquals(Outcome.ANSWERED, script.ended(callee, EndReason.FAILED).outcome());
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void anAnswerDuringTheCallersCutStartsWithWhatIsLeftOfTheGrace() {
    UUID call = script.start(caller, callee.party());
    script.input(new CallInput.EndpointCut(caller));
    script.pass(Duration.ofSeconds(20));
    script.answer(callee, call);
    script.pass(Duration.ofSeconds(10));
    script.ended(callee, EndReason.FAILED);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void aPageThatStartsAnewHasLeftItsCall() {
    script.talk(caller, callee);
    script.input(new CallInput.EndpointGone(caller));
    script.ended(callee, EndReason.HUNG_UP);
    script.none(CallOutput.Ended.class);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void theLongestCallEnds() {
    script.talk(caller, callee);
    script.pass(CallLimits.defaults().longestCall());
    script.ended(caller, EndReason.TOO_LONG);
    script.ended(callee, EndReason.TOO_LONG);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void anIceRestartPassesThroughAndTwoAtOnceDoNotCross() {
    UUID call = script.talk(caller, callee);
    script.offer(callee, call, CallScript.SDP);
    script.done();
    assertEquals(caller, script.one(CallOutput.PeerOffer.class).to());
    script.offer(caller, call, CallScript.SDP);
    script.refused(Refusal.OFFER_PENDING);
    script.reanswer(callee, call);
    script.refused(Refusal.NO_OFFER_PENDING);
    script.reanswer(caller, call);
    script.done();
    assertEquals(callee, script.one(CallOutput.PeerReanswer.class).to());
    script.reanswer(caller, call);
    script.refused(Refusal.NO_OFFER_PENDING);
    script.mute(caller, call);
    assertEquals(callee, script.one(CallOutput.PeerMuted.class).to());
    script.dtmf(callee, call, '5');
    assertEquals(caller, script.one(CallOutput.PeerDigit.class).to());
  }
}
