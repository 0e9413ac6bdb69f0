package dev.tandem.gateway.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: what is live rings; what falls silent stops; when the last one is gone, voicemail takes
/// the call. Method: scripted inputs.
final class DevicesComeAndGoDuringARingTest {
  private final CallScript script = new CallScript();
  private final Endpoint caller = script.live(1, 1);
  private final Endpoint desk = script.live(2, 1);

  @Test
  void aDeviceThatArrivesRingsForTheRestOfTheTime() {
    UUID call = script.start(caller, desk.party());
    script.heard(CallOutput.class);
    script.pass(Duration.ofSeconds(10));
    Endpoint mobile = script.live(2, 2);
    CallOutput.Incoming incoming = script.one(CallOutput.Incoming.class);
    assertEquals(mobile, incoming.to());
    assertEquals(Duration.ofSeconds(15), incoming.remaining());
    assertEquals(2, script.one(CallOutput.Ringing.class).devices());
    script.answer(mobile, call);
    script.done();
  }

  @Test
  void theLastSilentDeviceHandsTheCallToVoicemail() {
    Endpoint mobile = script.live(2, 2);
    script.start(caller, desk.party());
    script.heard(CallOutput.class);
    script.input(new CallInput.EndpointSilent(desk));
    script.ended(desk, EndReason.UNREACHABLE);
    assertEquals(1, script.one(CallOutput.Ringing.class).devices());
    script.none(CallOutput.TakeVoicemail.class);
    script.input(new CallInput.EndpointSilent(mobile));
    script.ended(mobile, EndReason.UNREACHABLE);
    script.one(CallOutput.TakeVoicemail.class);
  }

  @Test
  void aCutDeviceRingsOnUntilItIsSilent() {
    UUID call = script.start(caller, desk.party());
    script.input(new CallInput.EndpointCut(desk));
    script.none(CallOutput.Ended.class);
    script.input(new CallInput.EndpointLive(desk, false));
    assertEquals(1, script.heard(CallOutput.Incoming.class).size());
    script.input(new CallInput.EndpointLive(desk, true));
    assertEquals(desk, script.one(CallOutput.Incoming.class).to());
    script.answer(desk, call);
    script.none(CallOutput.Ended.class);
  }

  @Test
  void aPageThatClosesStopsRinging() {
    script.start(caller, desk.party());
    script.input(new CallInput.EndpointGone(desk));
    script.none(CallOutput.Ended.class);
    script.one(CallOutput.TakeVoicemail.class);
  }

  @Test
  void aCallerWhoFallsSilentCancels() {
    script.start(caller, desk.party());
    script.input(new CallInput.EndpointSilent(caller));
    script.ended(desk, EndReason.CANCELED);
    script.closed(Outcome.CANCELED);
    script.start(caller, desk.party());
    script.refused(Refusal.OFFLINE);
    script.idle();
  }

  @Test
  void nobodyLiveIsUnreachable() {
    script.input(new CallInput.VoicemailMissing("libpulse0 is missing"));
    script.start(caller, CallScript.party(9));
    script.ended(caller, EndReason.UNREACHABLE);
    script.closed(Outcome.UNREACHABLE);
    script.idle();
  }

  @Test
  void stepsRingOneAfterTheOther() {
    Endpoint second = script.live(3, 1);
    RingPlan plan =
        new RingPlan(
            desk.party(),
            List.of(
                new RingPlan.Step(List.of(desk.party()), Duration.ofSeconds(10)),
                new RingPlan.Step(List.of(second.party()), Duration.ofSeconds(20))));
    UUID call = script.start(caller, plan, false);
    assertEquals(desk, script.one(CallOutput.Incoming.class).to());
    script.pass(Duration.ofSeconds(10));
    script.ended(desk, EndReason.NO_ANSWER);
    assertEquals(second, script.one(CallOutput.Incoming.class).to());
    script.decline(second, call);
    assertEquals(desk.party(), script.one(CallOutput.TakeVoicemail.class).callee());
  }
}
