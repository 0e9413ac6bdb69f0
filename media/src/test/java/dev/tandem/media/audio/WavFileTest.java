package dev.tandem.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Goal: a WAV file of any usual rate becomes the server's 48 kHz mono without changing pitch or
/// loudness.
class WavFileTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Sound tone = Tones.sine(440, 250, 0.5);
    assertArrayEquals(tone.samples(), Sound.read(WavFile.of(tone).bytes(), LONGEST).samples());
  }

  @Test
  void everyRateKeepsItsPitch() throws Exception {
    for (int rate : new int[] {8_000, 16_000, 22_050, 44_100, 48_000, 96_000}) {
      short[] samples = new short[rate];
      for (int i = 0; i < rate; i++) {
        samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * 700 * i / rate));
      }
      Sound sound = Sound.read(WavFile.of(rate, 1, samples).bytes(), LONGEST);
      assertEquals(48_000, sound.length(), rate + " Hz");
      assertTrue(Goertzel.share(sound.samples(), 2_400, 43_200, 700) > 0.99, rate + " Hz");
      assertEquals(20 * Math.log10(10_000 / 32_768.0) - 3.01, Level.decibels(sound), 0.3);
    }
  }

  @Test
  void twoChannelsAreMixed() throws Exception {
    short[] samples = {100, 300, -100, -300, 32_767, 32_767};
    Sound sound = Sound.read(WavFile.of(48_000, 2, samples).bytes(), LONGEST);
    assertArrayEquals(new short[] {200, -200, 32_767}, sound.samples());
  }

  @Test
  void otherCodingsAreRefusedByName() {
    byte[] file = WavFile.of(Tones.silence(10)).bytes();
    file[34] = 24;
    SoundFormatException refusal =
        assertThrows(SoundFormatException.class, () -> Sound.read(file, LONGEST));
    assertEquals("the WAVE file is not 16 bit PCM", refusal.getMessage());
  }

  @Test
  void tooLongIsRefused() {
    byte[] file = WavFile.of(Tones.silence(2_000)).bytes();
    assertThrows(SoundFormatException.class, () -> Sound.read(file, Duration.ofSeconds(1)));
  }
}
