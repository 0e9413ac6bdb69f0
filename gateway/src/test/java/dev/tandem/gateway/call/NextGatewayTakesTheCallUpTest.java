package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: two who talk when the gateway ends go on with the next one: it waits for both, and a call
/// that nobody comes back to ended when it was last seen. Method: scripted inputs.
final class NextGatewayTakesTheCallUpTest {
  private static final Duration TALKED = Duration.ofMinutes(10);
  private static final Duration UNSEEN = Duration.ofSeconds(20);

  private final CallScript script = new CallScript();
  private final Endpoint caller = CallScript.endpoint(1, 1);
  private final Endpoint callee = CallScript.endpoint(2, 1);
  private final UUID call = script.takeUp(caller, callee, TALKED, UNSEEN);

  @Test
  void bothComeBackAndEitherHangsUp() {
    assertEquals(2, script.heard(CallOutput.InCall.class).size(), "both are in a call");
    script.pass(Duration.ofSeconds(20));
    script.input(new CallInput.EndpointLive(callee, true));
    assertEquals(call, script.one(CallOutput.WentOn.class).call());
    script.input(new CallInput.EndpointLive(caller, true));
    script.pass(Duration.ofMinutes(5));
    script.none(CallOutput.Ended.class);
    script.none(CallOutput.Incoming.class);
    script.connected(caller, call, true);
    script.done();
    script.mute(caller, call);
    assertEquals(callee, script.one(CallOutput.PeerMuted.class).to());
    script.hangUp(callee, call);
    script.ended(caller, EndReason.HUNG_UP);
    CallSummary summary = script.closed(Outcome.ANSWERED);
    Duration total = TALKED.plus(UNSEEN).plusSeconds(20).plusMinutes(5);
    assertEquals(total, summary.endedAfter());
    assertEquals(Optional.of(CallScript.RANG), summary.answeredAfter());
    assertEquals(Optional.of(true), summary.relayed());
    script.idle();
  }

  @Test
  void nobodyComesBack() {
    script.pass(CallLimits.defaults().cutGrace());
    assertEquals(TALKED, script.closed(Outcome.ANSWERED).endedAfter());
    script.idle();
  }

  @Test
  void oneComesBackAndWaitsForTheOtherInVain() {
    script.input(new CallInput.EndpointLive(caller, true));
    script.pass(CallLimits.defaults().cutGrace());
    script.ended(caller, EndReason.FAILED);
    Duration total = TALKED.plus(UNSEEN).plus(CallLimits.defaults().cutGrace());
    assertEquals(total, script.closed(Outcome.ANSWERED).endedAfter());
    script.idle();
  }

  @Test
  void aPageThatStartsAnewHasLeftItsCall() {
    script.input(new CallInput.EndpointLive(callee, true));
    script.input(new CallInput.EndpointGone(caller));
    script.input(new CallInput.EndpointLive(caller, false));
    script.ended(callee, EndReason.HUNG_UP);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }

  @Test
  void theirMembersAreBusyMeanwhile() {
    Endpoint other = script.live(3, 1);
    Endpoint second = script.live(1, 2);
    UUID third = script.start(other, caller.party());
    script.ended(other, EndReason.BUSY);
    script.closed(Outcome.BUSY);
    script.start(second, other.party());
    script.refused(Refusal.ALREADY_IN_CALL);
    script.hangUp(other, third);
    script.refused(Refusal.NOT_FOUND);
  }

  @Test
  void theLongestCallEndsInItsTime() {
    script.input(new CallInput.EndpointLive(caller, true));
    script.input(new CallInput.EndpointLive(callee, true));
    script.pass(
        CallLimits.defaults().longestCall().plus(CallScript.RANG).minus(TALKED).minus(UNSEEN));
    script.ended(caller, EndReason.TOO_LONG);
    script.ended(callee, EndReason.TOO_LONG);
    script.closed(Outcome.ANSWERED);
    script.idle();
  }
}
