package dev.tandem.media.leg.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.tandem.media.audio.Sound;
import java.util.function.Consumer;

/// Turns what libwebrtc heard into frames of 10 ms, 48 kHz, mono. Called on libwebrtc's playout
/// thread, which all legs share.
final class Ear implements AudioTrackSink {
  private final Consumer<Sound> heard;

  Ear(Consumer<Sound> heard) {
    this.heard = heard;
  }

  /// libwebrtc decodes to the playout rate, which the headless device sets to 48 kHz; anything else
  /// is a frame that cannot be understood and is let go.
  @Override
  public void onData(byte[] data, int bits, int rate, int channels, int frames) {
    if (bits != 16
        || rate != Sound.RATE
        || frames != Sound.FRAME
        || channels < 1
        || data.length < 2 * frames * channels) {
      return;
    }
    short[] frame = new short[frames];
    for (int i = 0; i < frames; i++) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        int at = 2 * (i * channels + c);
        sum += (short) ((data[at] & 0xFF) | data[at + 1] << 8);
      }
      frame[i] = (short) (sum / channels);
    }
    heard.accept(Sound.of(frame));
  }
}
