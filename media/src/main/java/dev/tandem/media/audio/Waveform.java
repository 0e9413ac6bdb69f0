package dev.tandem.media.audio;

import java.util.Arrays;

/// The picture of a recording: the loudest sample of each frame, gathered as it is spoken and drawn
/// as a few bars.
public final class Waveform {
  /// Bars of a picture: enough for a phone's width, small enough to travel in every list.
  public static final int BARS = 100;

  private int[] peaks = new int[1_024];
  private int size;

  /// Adds the next frame.
  public void add(Sound frame) {
    if (size == peaks.length) {
      peaks = Arrays.copyOf(peaks, size * 2);
    }
    peaks[size++] = Level.peak(frame);
  }

  /// Frames so far.
  public int frames() {
    return size;
  }

  /// The first `frames` frames as at most [#BARS] bars. Each is 0 to 255, unsigned, of the loudest
  /// bar, so that a quiet speaker's picture is as tall as a loud one's.
  public byte[] bars(int frames) {
    int used = Math.clamp(frames, 0, size);
    int count = Math.min(BARS, used);
    int[] bars = new int[count];
    int loudest = 1;
    for (int i = 0; i < used; i++) {
      int bar = (int) ((long) i * count / used);
      bars[bar] = Math.max(bars[bar], peaks[i]);
      loudest = Math.max(loudest, peaks[i]);
    }
    byte[] picture = new byte[count];
    for (int i = 0; i < count; i++) {
      picture[i] = (byte) (bars[i] * 255 / loudest);
    }
    return picture;
  }
}
