package dev.tandem.media.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Goal: levels, tones and waveforms are in the units they claim.
class MeasuresTest {
  @Test
  void levelIsDecibelsBelowFullScale() {
    assertEquals(Level.SILENCE, Level.decibels(Tones.silence(10)));
    assertEquals(-9.03, Level.decibels(Tones.sine(1_000, 2_000, 0.5)), 0.1);
  }

  @Test
  void beepIsOneKilohertzAndDoesNotClick() {
    short[] beep = Tones.beep().samples();
    assertEquals(400, Tones.beep().duration().toMillis());
    assertTrue(Goertzel.share(beep, 0, beep.length, 1_000) > 0.97);
    assertTrue(Math.abs(beep[1]) < 100 && Math.abs(beep[beep.length - 2]) < 100, "soft ends");
  }

  @Test
  void waveformIsAHundredBarsOfTheLoudest() {
    Waveform waveform = new Waveform();
    for (int i = 0; i < 1_000; i++) {
      short[] frame = new short[Sound.FRAME];
      frame[0] = (short) (i < 500 ? 1_000 : -2_000);
      waveform.add(Sound.of(frame));
    }
    byte[] bars = waveform.bars(1_000);
    assertEquals(Waveform.BARS, bars.length);
    assertEquals(127, Byte.toUnsignedInt(bars[0]));
    assertEquals(255, Byte.toUnsignedInt(bars[99]));
  }

  @Test
  void shortRecordingHasFewerBars() {
    Waveform waveform = new Waveform();
    waveform.add(Tones.silence(10));
    assertEquals(1, waveform.bars(5).length);
    assertEquals(0, waveform.bars(0).length);
  }
}
