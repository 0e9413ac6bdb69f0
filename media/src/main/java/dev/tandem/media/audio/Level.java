package dev.tandem.media.audio;

/// How loud some samples are.
public final class Level {
  /// What digital silence is called instead of minus infinity.
  public static final double SILENCE = -96;

  private Level() {}

  /// Root mean square in dB below full scale: 0 for a full-scale square wave, -3 for a full-scale
  /// sine, [#SILENCE] for zeros.
  public static double decibels(Sound sound) {
    short[] samples = sound.raw();
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    if (sum == 0) {
      return SILENCE;
    }
    double rms = Math.sqrt(sum / samples.length) / -Short.MIN_VALUE;
    return Math.max(SILENCE, 20 * Math.log10(rms));
  }

  /// The largest absolute sample, 0 to 32768.
  public static int peak(Sound sound) {
    int peak = 0;
    for (short sample : sound.raw()) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    return peak;
  }
}
