package dev.tandem.media.audio;

/// Whole numbers that may differ a little.
public final class Near {
  private Near() {}

  public static void assertNear(long expected, long actual, long tolerance) {
    if (Math.abs(expected - actual) > tolerance) {
      throw new AssertionError(
          "expected " + expected + " give or take " + tolerance + ", was " + actual);
    }
  }
}
