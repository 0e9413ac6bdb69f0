package dev.tandem.media.audio;

/// Sounds made of sines.
public final class Tones {
  private static final double FADE_SECONDS = 0.008;

  private Tones() {}

  /// A sine with short raised-cosine ends, so that it neither clicks on nor clicks off.
  ///
  /// @param hertz frequency
  /// @param millis length
  /// @param amplitude 0 to 1 of full scale
  public static Sound sine(double hertz, int millis, double amplitude) {
    short[] samples = new short[Math.toIntExact((long) Sound.RATE * millis / 1000)];
    int fade = Math.min((int) (FADE_SECONDS * Sound.RATE), samples.length / 2);
    for (int i = 0; i < samples.length; i++) {
      double edge = Math.min(1.0, Math.min(i, samples.length - 1 - i) / (double) Math.max(1, fade));
      double gain = amplitude * 0.5 * (1 - Math.cos(Math.PI * edge));
      samples[i] =
          (short)
              Math.round(gain * Short.MAX_VALUE * Math.sin(2 * Math.PI * hertz * i / Sound.RATE));
    }
    return Sound.adopt(samples);
  }

  /// The tone after which a caller speaks: 1 kHz, 0.4 s, the length and pitch people know from
  /// answering machines.
  public static Sound beep() {
    return sine(1_000, 400, 0.4);
  }

  /// Nothing, for so long.
  public static Sound silence(int millis) {
    return Sound.adopt(new short[Math.toIntExact((long) Sound.RATE * millis / 1000)]);
  }
}
