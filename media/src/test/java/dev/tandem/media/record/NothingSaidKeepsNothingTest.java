package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.audio.Tones;
import org.junit.jupiter.api.Test;

/// Goal: who says nothing leaves nothing: neither a file nor a voicemail to listen to.
class NothingSaidKeepsNothingTest {
  private static final VoicemailLimits LIMITS = VoicemailLimits.standard();

  @Test
  void silenceIsNoVoicemail() {
    for (double room : new double[] {-96, -60, -52}) {
      SimulatedCall call = new SimulatedCall(LIMITS, room).toRecording().quiet(11_000);
      assertEquals(RecordingEnd.EMPTY, call.recorded().reason(), "room " + room);
      assertEquals(0, call.recorded().durationMillis());
      assertEquals(0, call.file.size());
    }
  }

  @Test
  void clickOfHangingUpIsNoVoicemail() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording().quiet(900);
    call.hear(Tones.sine(2_000, 60, 0.8)).input(new VoicemailInput.HungUp());
    assertEquals(RecordingEnd.EMPTY, call.recorded().reason());
    assertEquals(0, call.file.size());
  }

  @Test
  void hangingUpDuringTheGreetingIsNoVoicemail() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).connect().speak(1_000);
    call.input(new VoicemailInput.HungUp());
    assertEquals(RecordingEnd.EMPTY, call.recorded().reason());
    assertEquals(1, call.ends());
  }
}
