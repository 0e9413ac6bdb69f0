package dev.tandem.media.record;

import static dev.tandem.media.audio.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.leg.webrtc.FarEnd;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Goal: on a real connection, a caller who says nothing leaves nothing, and one who never arrives
/// is reported. Method: two real WebRTC ends; the greeting is the standard one, skipped with `#`.
class SilentCallerTest {
  @RegisterExtension static final LegExtension LEGS = new LegExtension();

  @Test
  void callerWhoSaysNothingLeavesNothing() throws Exception {
    VoicemailLimits limits = VoicemailLimits.standard().withSilenceSeconds(1);
    try (TestCall call =
        TestCall.start(LEGS.legs(), List.of(), false, Greeting.standard(), limits)) {
      assertTrue(call.caller().awaitConnected());
      call.caller().awaitHeard(500);
      call.session().dtmf('#');
      Recorded recorded = call.tape().awaitEnd();
      assertEquals(RecordingEnd.EMPTY, recorded.reason());
      assertEquals(0, call.tape().pieces());
      assertEquals(
          List.of("answer", "connected", "recording", "finished EMPTY"), call.tape().told());
      assertTrue(call.caller().heardMillis() < 5_000, "the greeting was skipped");
    }
  }

  /// A browser that is closed says no goodbye; libwebrtc needs about 5 s to notice, the limit 1 s
  /// more.
  @Test
  void callerWhoVanishesKeepsWhatWasSaid() throws Exception {
    VoicemailLimits limits = new VoicemailLimits(180, 60, 20, 1);
    Greeting greeting = new Greeting(Tones.sine(700, 200, 0.3));
    try (TestCall call = TestCall.start(LEGS.legs(), List.of(), false, greeting, limits)) {
      assertTrue(call.caller().awaitConnected());
      assertTrue(call.tape().awaitRecording());
      call.caller().say(Tones.sine(440, 1_000, 0.3));
      call.caller().awaitHeard(call.caller().heardMillis() + 1_200);
      call.caller().close();
      Recorded recorded = call.tape().awaitEnd();
      assertEquals(RecordingEnd.LOST, recorded.reason());
      assertNear(1_300, recorded.durationMillis(), 600);
    }
  }

  @Test
  void callerWhoNeverArrivesIsReported() {
    VoicemailLimits limits = new VoicemailLimits(180, 10, 1, 6);
    try (FarEnd caller = new FarEnd(List.of(), false, c -> {})) {
      Tape tape = new Tape(sdp -> {}, c -> {});
      VoicemailLine.over(LEGS.legs())
          .take(new VoicemailRequest(caller.offer(), List.of(), Greeting.standard(), limits), tape)
          .remoteCandidate(new IceCandidate("0", 0, ""));
      assertEquals(
          "the caller could not be reached within 1 s",
          tape.failure.orTimeout(10, TimeUnit.SECONDS).join());
      assertEquals(List.of("answer", "failed"), tape.told());
    }
  }

  @Test
  void offerThatIsNoneIsReportedAtOnce() {
    Tape tape = new Tape(sdp -> {}, c -> {});
    VoicemailSession session =
        VoicemailLine.over(LEGS.legs())
            .take(
                new VoicemailRequest(
                    "v=0\r\nm=audio", List.of(), Greeting.standard(), VoicemailLimits.standard()),
                tape);
    assertEquals("the offer is not valid", tape.failure.orTimeout(10, TimeUnit.SECONDS).join());
    session.hangUp();
    assertEquals(List.of("failed"), tape.told());
  }
}
