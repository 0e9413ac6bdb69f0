package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: when hang-up and answer cross on their way, whichever came first counts and both sides
/// hear the same end. Method: both orders.
final class CancelMeetsAnswerTest {
  private final CallScript script = new CallScript();
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint callee = script.live(2, 1);

  @Test
  void theCallerWasFirst() {
    UUID call = script.start(caller, callee.party());
    script.hangUp(caller, call);
    assertEquals(Outcome.CANCELED, script.ended(callee, EndReason.CANCELED).outcome());
    script.closed(Outcome.CANCELED);
    script.answer(callee, call);
    script.refused(Refusal.NOT_FOUND);
    script.idle();
  }

  @Test
  void theAnswerWasFirst() {
    UUID call = script.start(caller, callee.party());
    script.answer(callee, call);
    script.hangUp(caller, call);
    script.closed(Outcome.ANSWERED);
    script.ended(callee, EndReason.HUNG_UP);
    script.hangUp(callee, call);
    script.refused(Refusal.NOT_FOUND);
    script.idle();
  }

  @Test
  void declineEndsItOnAllDevices() {
    Endpoint mobile = script.live(2, 2);
    UUID call = script.start(caller, callee.party());
    script.decline(mobile, call);
    script.done();
    script.ended(callee, EndReason.DECLINED);
    script.ended(mobile, EndReason.DECLINED);
    CallOutput.Ended ended = script.ended(caller, EndReason.DECLINED);
    assertEquals(true, ended.voicemailAvailable());
    script.closed(Outcome.DECLINED);
    script.idle();
  }

  @Test
  void aRingingDeviceThatHangsUpDeclines() {
    UUID call = script.start(caller, callee.party());
    script.hangUp(callee, call);
    script.closed(Outcome.DECLINED);
    script.idle();
  }
}
