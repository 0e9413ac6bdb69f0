package dev.tandem.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A RIFF/WAVE file of 16 bit PCM: what sound editors write and browsers play without thinking.
public final class WavFile {
  private static final int HEADER = 44;
  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;

  private final int rate;
  private final int channels;
  private final short[] samples;

  private WavFile(int rate, int channels, short[] samples) {
    this.rate = rate;
    this.channels = channels;
    this.samples = samples;
  }

  /// A file of these samples, those of several channels in turn.
  ///
  /// @param rate samples a second and channel, 8,000 to 192,000
  /// @param channels 1 or 2
  public static WavFile of(int rate, int channels, short[] samples) {
    return new WavFile(rate, channels, samples.clone());
  }

  static boolean looksLike(byte[] file) {
    return file.length >= 12 && tag(file, 0).equals("RIFF") && tag(file, 8).equals("WAVE");
  }

  /// Reads a file; chunks other than `fmt ` and `data` are passed over.
  ///
  /// @throws SoundFormatException if it is not 16 bit PCM of one or two channels
  public static WavFile parse(byte[] file) throws SoundFormatException {
    if (!looksLike(file)) {
      throw new SoundFormatException("not a RIFF/WAVE file");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int rate = 0;
    int channels = 0;
    int at = 12;
    while (at + 8 <= file.length) {
      String tag = tag(file, at);
      long size = Integer.toUnsignedLong(in.getInt(at + 4));
      int body = at + 8;
      if (tag.equals("fmt ")) {
        if (size < 16 || body + 16 > file.length) {
          throw new SoundFormatException("the WAVE format chunk is too short");
        }
        int coding = Short.toUnsignedInt(in.getShort(body));
        channels = Short.toUnsignedInt(in.getShort(body + 2));
        rate = in.getInt(body + 4);
        int bits = Short.toUnsignedInt(in.getShort(body + 14));
        if ((coding != PCM && coding != EXTENSIBLE) || bits != 16) {
          throw new SoundFormatException("the WAVE file is not 16 bit PCM");
        }
        if (channels < 1 || channels > 2 || rate < 8_000 || rate > 192_000) {
          throw new SoundFormatException("the WAVE file has an unusual rate or number of channels");
        }
      } else if (tag.equals("data")) {
        return new WavFile(rate, channels, samples(in, body, size, channels));
      }
      long next = body + size + (size & 1);
      if (next > file.length) {
        break;
      }
      at = (int) next;
    }
    throw new SoundFormatException("the WAVE file holds no sound");
  }

  private static short[] samples(ByteBuffer in, int body, long size, int channels)
      throws SoundFormatException {
    if (channels == 0) {
      throw new SoundFormatException("the WAVE file's sound comes before its format");
    }
    // A size beyond the end is what recorders leave that were cut off: take what is there.
    int bytes = (int) Math.min(size, in.capacity() - body);
    short[] samples = new short[bytes / 2 / channels * channels];
    in.position(body);
    in.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /// A 48 kHz mono file of this clip.
  public static WavFile of(Sound sound) {
    return new WavFile(Sound.RATE, 1, sound.samples());
  }

  /// The file's bytes.
  public byte[] bytes() {
    int size = samples.length * 2;
    ByteBuffer out = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(16).putShort((short) PCM).putShort((short) channels);
    out.putInt(rate)
        .putInt(rate * channels * 2)
        .putShort((short) (channels * 2))
        .putShort((short) 16);
    out.put(ascii("data")).putInt(size);
    for (short sample : samples) {
      out.putShort(sample);
    }
    return out.array();
  }

  /// The same sound at 48 kHz, channels mixed into one.
  public Sound toSound() {
    short[] mono = new short[samples.length / channels];
    for (int i = 0; i < mono.length; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += samples[i * channels + c];
      }
      mono[i] = (short) (sum / channels);
    }
    return Sound.adopt(Resampler.resample(mono, rate, Sound.RATE));
  }

  private static String tag(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String tag) {
    return tag.getBytes(StandardCharsets.US_ASCII);
  }
}
