package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Goertzel;
import dev.tandem.media.audio.OggOpusFile;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.VoiceLegs;
import dev.tandem.media.leg.webrtc.FarEnd;
import dev.tandem.media.leg.webrtc.WebRtcLegs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: what a caller says after the tone is in the recording, and what the caller hears before is
/// greeting and tone. Method: two real WebRTC ends in one process; the caller is a 440 Hz tone, the
/// greeting a 700 Hz tone, and both sides are measured.
class CallerLeavesMessageTest {
  private static VoiceLegs legs = WebRtcLegs.open(LegLimits.standard());

  @BeforeAll
  static void open() {
    if (legs.availability() instanceof Availability.Missing missing) {
      Assumptions.abort(missing.reason());
    }
  }

  @AfterAll
  static void close() {
    legs.close();
  }

  @Test
  void messageIsTheToneThatWasPlayed() throws Exception {
    Greeting greeting = new Greeting(Tones.sine(700, 600, 0.4));
    Sound words = Tones.sine(440, 2_500, 0.3);
    try (TestCall call =
        TestCall.start(legs, List.of(), false, greeting, VoicemailLimits.standard())) {
      FarEnd caller = call.caller();
      Tape tape = call.tape();
      assertTrue(caller.awaitConnected());
      assertTrue(tape.awaitRecording());
      caller.say(words);
      caller.awaitHeard(caller.heardMillis() + 3_000);
      call.session().hangUp();
      Recorded recorded = tape.awaitEnd();

      assertEquals(List.of("answer", "connected", "recording", "finished HUNG_UP"), tape.told());
      int greeted = Goertzel.longestMillis(caller.heard(), 700);
      int beeped = Goertzel.longestMillis(caller.heard(), 1_000);
      assertTrue(greeted >= 450, "greeting heard for " + greeted + " ms");
      assertTrue(beeped >= 250 && beeped <= 500, "tone heard for " + beeped + " ms");

      OggOpusFile file = OggOpusFile.parse(tape.bytes());
      Sound said = file.decode(Duration.ofMinutes(3));
      int millis = Goertzel.longestMillis(said.samples(), 440);
      assertTrue(millis >= 2_200 && millis <= 2_600, "440 Hz recorded for " + millis + " ms");
      assertEquals(file.duration().toMillis(), recorded.durationMillis());
      assertTrue(recorded.durationMillis() < 3_400, "silence is cut: " + recorded);
      assertEquals(100, recorded.peaks().length);
      assertTrue(tape.pieces() >= 3, "given out as it is spoken: " + tape.pieces());
    }
  }
}
