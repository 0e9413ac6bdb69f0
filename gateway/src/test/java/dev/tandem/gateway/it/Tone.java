package dev.tandem.gateway.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tone that a microphone plays and a far end listens for.
final class Tone {
  private static final int RATE = 48_000;
  private static final int SECONDS = 10;

  private Tone() {}

  /// Writes ten seconds of 0.4 s bursts of `hertz` with 0.2 s between them: voice processing in a
  /// browser takes a tone that never pauses for noise. WAV, 48 kHz, mono, 16 bit.
  static Path write(Path file, double hertz) throws IOException {
    int samples = RATE * SECONDS;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * 2);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      boolean sounding = i % (RATE * 6 / 10) < RATE * 4 / 10;
      double value = sounding ? 0.5 * Math.sin(2 * Math.PI * hertz * i / RATE) : 0;
      wav.putShort((short) Math.round(value * Short.MAX_VALUE));
    }
    return Files.write(file, wav.array());
  }

  /// The share of a sound's energy that lies at `hertz`: 1 for a pure tone, near 0 for anything
  /// else (Goertzel's filter over windows of 50 ms, the loudest tenth of them).
  static double share(short[] pcm, int rate, double hertz) {
    int window = rate / 20;
    double best = 0;
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / rate);
    for (int start = 0; start + window <= pcm.length; start += window) {
      double s1 = 0;
      double s2 = 0;
      double energy = 0;
      for (int i = start; i < start + window; i++) {
        double s0 = pcm[i] + coefficient * s1 - s2;
        s2 = s1;
        s1 = s0;
        energy += (double) pcm[i] * pcm[i];
      }
      double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
      if (energy / window > 100 * 100) {
        best = Math.max(best, 2 * power / (energy * window));
      }
    }
    return best;
  }
}
