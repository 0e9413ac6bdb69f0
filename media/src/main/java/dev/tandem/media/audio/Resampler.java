package dev.tandem.media.audio;

/// Changes a whole clip's sample rate with a Hann-windowed sinc: a telephone's 8 kHz, a voice
/// maker's 22.05 kHz or a studio's 96 kHz become the server's 48 kHz. For files, not for live
/// sound.
final class Resampler {
  /// Zero crossings of the sinc to each side: 16 keep images under -60 dB, inaudible behind speech.
  private static final int REACH = 16;

  private Resampler() {}

  static short[] resample(short[] from, int fromRate, int toRate) {
    if (fromRate == toRate) {
      return from.clone();
    }
    int length = Math.toIntExact((long) from.length * toRate / fromRate);
    double step = (double) fromRate / toRate;
    double cutoff = Math.min(1.0, (double) toRate / fromRate);
    double reach = REACH / cutoff;
    short[] to = new short[length];
    for (int i = 0; i < length; i++) {
      double centre = i * step;
      int first = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(from.length - 1, (int) Math.floor(centre + reach));
      double sum = 0;
      for (int k = first; k <= last; k++) {
        double x = k - centre;
        sum += from[k] * cutoff * sinc(x * cutoff) * hann(x / reach);
      }
      to[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return to;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double hann(double x) {
    return 0.5 * (1 + Math.cos(Math.PI * x));
  }
}
