package dev.tandem.media.record;

import static dev.tandem.media.audio.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Goertzel;
import dev.tandem.media.audio.Sound;
import org.junit.jupiter.api.Test;

/// Goal: a recording is as long as what was said, with the pauses in it and without the silence
/// around it, in a quiet room and in a noisy one. Method: simulated callers; the file is decoded
/// and measured.
class SilenceIsCutPausesStayTest {
  private static final VoicemailLimits LIMITS = VoicemailLimits.standard();

  @Test
  void silenceBeforeAndAfterIsCut() throws Exception {
    for (double room : new double[] {-90, -60, -52}) {
      SimulatedCall call = new SimulatedCall(LIMITS, room).toRecording();
      call.quiet(4_000).speak(2_000).quiet(20_000);
      Recorded recorded = call.recorded();
      assertEquals(RecordingEnd.SILENCE, recorded.reason(), "room " + room);
      assertNear(2_700, recorded.durationMillis(), 60);
      Sound sound = call.sound();
      assertEquals(recorded.durationMillis(), sound.duration().toMillis());
      assertNear(2_000, Goertzel.longestMillis(sound.samples(), 300), 150);
    }
  }

  @Test
  void pausesStayAsTheyWereSpoken() throws Exception {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording();
    call.speak(1_000).quiet(9_000).speak(1_000).quiet(3_000).speak(500).quiet(15_000);
    assertEquals(RecordingEnd.SILENCE, call.recorded().reason());
    assertNear(14_900, call.recorded().durationMillis(), 60);
    assertEquals(call.recorded().durationMillis(), call.sound().duration().toMillis());
  }

  @Test
  void hangingUpInAWordKeepsTheWord() throws Exception {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording();
    call.speak(1_230).input(new VoicemailInput.HungUp());
    assertEquals(RecordingEnd.HUNG_UP, call.recorded().reason());
    assertNear(1_230, call.recorded().durationMillis(), 30);
    assertEquals(call.recorded().durationMillis(), call.sound().duration().toMillis());
  }

  @Test
  void hangingUpInAPauseDropsThePause() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording();
    call.speak(1_000).quiet(8_000).input(new VoicemailInput.HungUp());
    assertNear(1_400, call.recorded().durationMillis(), 60);
  }

  @Test
  void whoSpeaksFromTheFirstMomentLosesNothing() throws Exception {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording();
    call.speak(2_000).quiet(11_000);
    assertNear(2_000, Goertzel.longestMillis(call.sound().samples(), 300), 100);
  }

  @Test
  void speakingOverTheGreetingDoesNotDeafen() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).connect();
    call.speak(3_400).speak(2_000).quiet(11_000);
    assertTrue(call.recorded().durationMillis() >= 2_000, call.recorded().toString());
  }
}
