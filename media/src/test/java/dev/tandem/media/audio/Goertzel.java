package dev.tandem.media.audio;

/// How much of a sound is one frequency.
public final class Goertzel {
  private Goertzel() {}

  /// The share of the energy of these samples that is at `hertz`, 0 to 1; 0 for silence.
  public static double share(short[] samples, int from, int length, double hertz) {
    double w = 2 * Math.cos(2 * Math.PI * hertz / Sound.RATE);
    double s1 = 0;
    double s2 = 0;
    double energy = 0;
    for (int i = from; i < from + length; i++) {
      double s = samples[i] + w * s1 - s2;
      s2 = s1;
      s1 = s;
      energy += (double) samples[i] * samples[i];
    }
    if (energy < length) {
      return 0;
    }
    double power = s1 * s1 + s2 * s2 - w * s1 * s2;
    return Math.min(1, 2 * power / length / energy);
  }

  /// The longest stretch in which more than half of each 50 ms is at `hertz`, in milliseconds.
  public static int longestMillis(short[] samples, double hertz) {
    int window = Sound.RATE / 20;
    int best = 0;
    int run = 0;
    for (int at = 0; at + window <= samples.length; at += window) {
      run = share(samples, at, window, hertz) > 0.5 ? run + 50 : 0;
      best = Math.max(best, run);
    }
    return best;
  }

  /// Of how many milliseconds, in steps of 50, more than half is at `hertz`.
  public static int millis(short[] samples, double hertz) {
    int window = Sound.RATE / 20;
    int sum = 0;
    for (int at = 0; at + window <= samples.length; at += window) {
      sum += share(samples, at, window, hertz) > 0.5 ? 50 : 0;
    }
    return sum;
  }
}
