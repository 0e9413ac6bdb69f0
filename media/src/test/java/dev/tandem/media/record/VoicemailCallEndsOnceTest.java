package dev.tandem.media.record;

import static dev.tandem.media.audio.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: whatever happens, and in whatever order, a voicemail call ends exactly once and within its
/// limits.
class VoicemailCallEndsOnceTest {
  private static final VoicemailLimits LIMITS = VoicemailLimits.standard();

  @Test
  void callThatNeverConnectsFails() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).wait(19_900);
    assertFalse(call.over());
    call.wait(200);
    assertEquals("the caller could not be reached within 20 s", call.failure());
  }

  @Test
  void legThatFailsBeforeItConnectsSaysWhy() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60);
    call.input(new VoicemailInput.Lost("no path for sound was found"));
    assertEquals("no path for sound was found", call.failure());
  }

  @Test
  void hashSkipsTheGreetingOnce() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).connect().quiet(200);
    call.input(new VoicemailInput.Pressed('1'));
    assertEquals(2, call.outputs.size());
    call.input(new VoicemailInput.Pressed('#')).input(new VoicemailInput.Pressed('#'));
    call.input(new VoicemailInput.Played(Clip.GREETING)).quiet(390);
    assertEquals(
        List.of(
            new VoicemailOutput.TellConnected(),
            new VoicemailOutput.Play(Clip.GREETING),
            new VoicemailOutput.Hush(),
            new VoicemailOutput.Play(Clip.BEEP)),
        call.outputs);
    call.quiet(20);
    assertEquals(new VoicemailOutput.TellRecording(), call.outputs.getLast());
  }

  @Test
  void longestVoicemailIsExactlyTheLimit() throws Exception {
    SimulatedCall call = new SimulatedCall(LIMITS.withMaxSeconds(5), -60).toRecording();
    call.speak(7_000);
    assertEquals(RecordingEnd.LIMIT, call.recorded().reason());
    assertEquals(5_000, call.recorded().durationMillis());
    assertEquals(5_000, call.sound().duration().toMillis());
  }

  @Test
  void shortInterruptionIsBridgedAndALongOneKeepsWhatWasSaid() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording().speak(1_000);
    call.input(new VoicemailInput.Interrupted()).wait(5_900).connect().speak(1_000);
    assertFalse(call.over());
    call.input(new VoicemailInput.Interrupted()).wait(6_100);
    assertEquals(RecordingEnd.LOST, call.recorded().reason());
    assertNear(2_000, call.recorded().durationMillis(), 50);
  }

  @Test
  void soundThatStandsStillIsEndedByTheClock() {
    SimulatedCall call = new SimulatedCall(LIMITS, -60).toRecording().speak(1_000).wait(201_000);
    assertEquals(RecordingEnd.LOST, call.recorded().reason());
  }

  @Test
  void anyOrderOfEventsEndsOnce() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      SimulatedCall call = new SimulatedCall(LIMITS.withMaxSeconds(3).withSilenceSeconds(1), -60);
      for (int step = 0; step < 40; step++) {
        switch (random.nextInt(9)) {
          case 0 -> call.connect();
          case 1 -> call.input(new VoicemailInput.Interrupted());
          case 2 -> call.input(new VoicemailInput.Pressed('#'));
          case 3 -> call.input(new VoicemailInput.Played(Clip.BEEP));
          case 4 -> call.input(new VoicemailInput.Played(Clip.GREETING));
          case 5 -> call.quiet(random.nextInt(400));
          case 6 -> call.speak(random.nextInt(400));
          case 7 -> call.wait(random.nextInt(2_000));
          default -> {
            if (random.nextInt(10) == 0) {
              call.input(new VoicemailInput.HungUp());
            }
          }
        }
      }
      call.input(new VoicemailInput.HungUp()).input(new VoicemailInput.Lost("again"));
      assertTrue(call.over());
      assertEquals(1, call.ends(), "seed " + seed);
      if (call.failure() == null) {
        assertTrue(call.recorded().durationMillis() <= 3_000, "seed " + seed);
        assertEquals(
            call.recorded().reason() == RecordingEnd.EMPTY,
            call.recorded().durationMillis() == 0,
            "seed " + seed);
      } else {
        assertNull(
            call.outputs.stream()
                .filter(VoicemailOutput.TellConnected.class::isInstance)
                .findAny()
                .orElse(null),
            "seed " + seed);
      }
    }
  }
}
