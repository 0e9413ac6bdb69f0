package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Goertzel;
import dev.tandem.media.audio.OggOpusFile;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.webrtc.FarEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Goal: what a caller says after the tone is in the recording, and what the caller hears before is
/// greeting and tone. Method: two real WebRTC ends in one process; the caller is a 440 Hz tone, the
/// greeting a 700 Hz tone, and both sides are measured.
class CallerLeavesMessageTest {
  @RegisterExtension static final LegExtension LEGS = new LegExtension();

  @Test
  void messageIsTheToneThatWasPlayed() throws Exception {
    Greeting greeting = new Greeting(Tones.sine(700, 600, 0.4));
    Sound words = Tones.sine(440, 2_500, 0.3);
    try (TestCall call =
        TestCall.start(LEGS.legs(), List.of(), false, greeting, VoicemailLimits.standard())) {
      FarEnd caller = call.caller();
      Tape tape = call.tape();
      assertTrue(caller.awaitConnected());
      assertTrue(tape.awaitRecording());
      caller.say(words);
      caller.awaitHeard(caller.heardMillis() + 3_000);
      call.session().hangUp();
      Recorded recorded = tape.awaitEnd();

      assertEquals(List.of("answer", "connected", "recording", "finished HUNG_UP"), tape.told());
      int greeted = Goertzel.millis(caller.heard(), 700);
      int beeped = Goertzel.millis(caller.heard(), 1_000);
      assertTrue(greeted >= 400, "greeting heard for " + greeted + " ms");
      assertTrue(beeped >= 250 && beeped <= 600, "tone heard for " + beeped + " ms");

      OggOpusFile file = OggOpusFile.parse(tape.bytes());
      Sound said = file.decode(Duration.ofMinutes(3));
      int millis = Goertzel.millis(said.samples(), 440);
      assertTrue(millis >= 1_800 && millis <= 2_700, "440 Hz recorded for " + millis + " ms");
      assertEquals(file.duration().toMillis(), recorded.durationMillis());
      assertTrue(recorded.durationMillis() < 3_600, "silence is cut: " + recorded);
      assertEquals(100, recorded.peaks().length);
      assertTrue(tape.pieces() >= 3, "given out as it is spoken: " + tape.pieces());
    }
  }
}
