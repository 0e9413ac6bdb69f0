package dev.tandem.media.audio;

import java.time.Duration;
import java.util.Arrays;

/// A clip of sound: 48 kHz, one channel, 16 bit samples. It never changes after it was made.
public final class Sound {
  /// Samples a second.
  public static final int RATE = 48_000;

  /// Samples in the 10 ms that legs hear and speak at a time.
  public static final int FRAME = RATE / 100;

  private final short[] samples;

  private Sound(short[] samples) {
    this.samples = samples;
  }

  /// A clip of these samples; the array is copied.
  public static Sound of(short[] samples) {
    return new Sound(samples.clone());
  }

  static Sound adopt(short[] samples) {
    return new Sound(samples);
  }

  /// Reads a sound file by its first bytes: Ogg/Opus or WAV, of any rate and one or two channels.
  ///
  /// @throws SoundFormatException if it is neither, or broken, or longer than `longest`
  public static Sound read(byte[] file, Duration longest) throws SoundFormatException {
    Sound sound;
    if (OggPage.looksLike(file)) {
      sound = OggOpusFile.parse(file).decode(longest);
    } else if (WavFile.looksLike(file)) {
      sound = WavFile.parse(file).toSound();
    } else {
      throw new SoundFormatException("the sound is neither Ogg/Opus nor WAV");
    }
    if (sound.duration().compareTo(longest) > 0) {
      throw new SoundFormatException("the sound is longer than " + longest.toSeconds() + " s");
    }
    return sound;
  }

  public int length() {
    return samples.length;
  }

  public Duration duration() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / RATE);
  }

  /// The samples themselves, which nobody may change.
  short[] raw() {
    return samples;
  }

  public short[] samples() {
    return samples.clone();
  }

  /// Copies up to one frame from `offset` on into `frame`; what the clip lacks is silence.
  ///
  /// @return how many samples came from the clip
  public int frame(int offset, short[] frame) {
    int available = Math.clamp(samples.length - (long) offset, 0, frame.length);
    System.arraycopy(samples, Math.min(offset, samples.length), frame, 0, available);
    Arrays.fill(frame, available, frame.length, (short) 0);
    return available;
  }

  @Override
  public String toString() {
    return "Sound[" + duration().toMillis() + " ms]";
  }
}
