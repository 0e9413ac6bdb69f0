package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.storage.seal.Personal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: each limit of [CallLimits] has its outcome, and the calls that go on are not hurt. Method:
/// a machine with small limits.
final class LimitsOfCallsTest {
  private static final CallLimits SMALL =
      new CallLimits(
          200,
          20,
          3,
          1,
          2,
          3,
          Duration.ofHours(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60));

  private final CallScript script = new CallScript(SMALL);
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint callee = script.live(2, 1);

  @Test
  void candidatesOfAPeer() {
    UUID call = script.start(caller, callee.party());
    script.trickle(caller, call, "x".repeat(21));
    script.refused(Refusal.CANDIDATE_TOO_LARGE);
    for (int candidate = 0; candidate < 3; candidate++) {
      script.trickle(caller, call, "c");
      script.done();
    }
    script.trickle(caller, call, "c");
    script.refused(Refusal.TOO_MANY_CANDIDATES);
    script.trickle(callee, call, "c");
    script.refused(Refusal.NOT_TALKING);
    script.answer(callee, call);
    assertEquals(3, script.heard(CallOutput.PeerCandidate.class).size());
    script.offer(caller, call, CallScript.SDP);
    script.done();
    script.trickle(caller, call, "c");
    script.done();
    script.offer(caller, call, CallScript.SDP);
    script.refused(Refusal.TOO_MANY_RESTARTS);
  }

  @Test
  void sessionDescriptions() {
    start("v=0\r\n" + "x".repeat(200));
    script.refused(Refusal.SDP_TOO_LARGE);
    start("v=0\r\n" + "é".repeat(100));
    script.refused(Refusal.SDP_TOO_LARGE);
    start("hello");
    script.refused(Refusal.SDP_MALFORMED);
    start("v=0\r\nm=audio 9 RTP/AVP 0\r\n");
    script.refused(Refusal.SDP_MALFORMED);
    UUID call = script.start(caller, callee.party());
    script.input(new CallInput.Answer(900, callee, call, "hello"));
    script.refused(Refusal.SDP_MALFORMED);
    script.answer(callee, call);
    script.done();
    script.none(CallOutput.CloseRecord.class);
  }

  private void start(String sdp) {
    script.input(
        new CallInput.Start(
            901 + sdp.length() + sdp.hashCode(),
            caller,
            Personal.of("Anna"),
            new UUID(5, sdp.hashCode()),
            RingPlan.member(callee.party(), CallScript.RING),
            sdp,
            false));
  }

  @Test
  void callsOfAMember() {
    for (int other = 3; other < 5; other++) {
      script.start(script.live(other, 1), callee.party());
    }
    script.heard(CallOutput.class);
    script.start(caller, callee.party());
    script.ended(caller, EndReason.BUSY);
    script.closed(Outcome.BUSY);
  }

  @Test
  void callsOfAWorkspace() {
    for (int pair = 3; pair < 9; pair += 2) {
      script.talk(script.live(pair, 1), script.live(pair + 1, 1));
    }
    script.start(caller, callee.party());
    script.refused(Refusal.WORKSPACE_FULL);
    script.none(CallOutput.OpenRecord.class);
  }

  @Test
  void oneselfAndAnotherWorkspaceCannotBeCalled() {
    script.start(caller, caller.party());
    script.refused(Refusal.SELF_CALL);
    script.start(caller, new Party(new UUID(66, 66), callee.party().member()));
    script.refused(Refusal.NOT_FOUND);
    script.none(CallOutput.OpenRecord.class);
    UUID call = script.talk(caller, callee);
    script.dtmf(caller, call, 'x');
    script.refused(Refusal.NOT_A_DIGIT);
  }
}
