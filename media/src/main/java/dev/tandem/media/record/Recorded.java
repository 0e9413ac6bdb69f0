package dev.tandem.media.record;

/// What became of a voicemail call.
public final class Recorded {
  private final long durationMillis;
  private final byte[] peaks;
  private final RecordingEnd reason;

  /// An outcome.
  ///
  /// @param durationMillis of sound; 0 when nothing is kept
  /// @param peaks up to 100 bars of the waveform, each 0 to 255 unsigned, relative to the loudest
  /// @param reason why it is over
  public Recorded(long durationMillis, byte[] peaks, RecordingEnd reason) {
    this.durationMillis = durationMillis;
    this.peaks = peaks.clone();
    this.reason = reason;
  }

  static Recorded nothing() {
    return new Recorded(0, new byte[0], RecordingEnd.EMPTY);
  }

  public long durationMillis() {
    return durationMillis;
  }

  public byte[] peaks() {
    return peaks.clone();
  }

  public RecordingEnd reason() {
    return reason;
  }

  @Override
  public String toString() {
    return "Recorded[" + durationMillis + " ms, " + reason + "]";
  }
}
