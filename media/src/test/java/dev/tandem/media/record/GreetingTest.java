package dev.tandem.media.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.audio.Level;
import dev.tandem.media.audio.OggOpusWriter;
import dev.tandem.media.audio.SoundFormatException;
import dev.tandem.media.audio.Tones;
import dev.tandem.media.audio.WavFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Goal: the greeting that comes along is audible, and an own one may be Ogg/Opus or WAV.
class GreetingTest {
  @Test
  void standardGreetingIsAFewSecondsOfSpeech() {
    long millis = Greeting.standard().sound().duration().toMillis();
    assertTrue(millis > 3_000 && millis < 10_000, millis + " ms");
    assertEquals(-16, Level.decibels(Greeting.standard().sound()), 5);
  }

  @Test
  void ownGreetingsAreRead() throws Exception {
    byte[] opus = OggOpusWriter.file(Tones.sine(300, 700, 0.5), 32_000, 3);
    byte[] wav = WavFile.of(Tones.sine(300, 700, 0.5)).bytes();
    assertEquals(700, Greeting.of(opus).sound().duration().toMillis());
    assertEquals(700, Greeting.of(wav).sound().duration().toMillis());
  }

  @Test
  void otherFilesAreRefusedWithAReason() {
    byte[] mp3 = "ID3 and so on".getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "the sound is neither Ogg/Opus nor WAV",
        assertThrows(SoundFormatException.class, () -> Greeting.of(mp3)).getMessage());
    byte[] hour = WavFile.of(Tones.silence(61_000)).bytes();
    assertThrows(SoundFormatException.class, () -> Greeting.of(hour));
  }
}
