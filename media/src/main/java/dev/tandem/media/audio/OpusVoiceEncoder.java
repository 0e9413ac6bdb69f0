package dev.tandem.media.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;

/// Opus (RFC 6716) for one voice: 48 kHz mono, 20 ms a packet. One stream, one encoder, one thread
/// at a time.
public final class OpusVoiceEncoder {
  /// Samples in a packet: 20 ms.
  public static final int FRAME = Sound.RATE / 50;

  static final int MAX_PACKET = 1_275;

  /// Of 0 to 10. Above 3 the encoder takes half as much time again for a difference that speech
  /// does not show.
  private static final int COMPLEXITY = 3;

  private final OpusEncoder encoder;
  private final byte[] packet = new byte[MAX_PACKET];

  /// An encoder.
  ///
  /// @param bitsPerSecond 6,000 to 128,000; 24,000 to 32,000 is good for speech
  public OpusVoiceEncoder(int bitsPerSecond) {
    if (bitsPerSecond < 6_000 || bitsPerSecond > 128_000) {
      throw new IllegalArgumentException("bit rate must be 6000 to 128000 bit/s");
    }
    try {
      encoder = new OpusEncoder(Sound.RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    } catch (OpusException e) {
      throw new AssertionError("48 kHz mono is a form that every Opus encoder has", e);
    }
    encoder.setBitrate(bitsPerSecond);
    encoder.setUseVBR(true);
    encoder.setComplexity(COMPLEXITY);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
  }

  /// Samples by which the decoded sound lags behind.
  public int lookahead() {
    return encoder.getLookahead();
  }

  /// One packet from exactly [#FRAME] samples.
  public byte[] encode(short[] samples) {
    if (samples.length != FRAME) {
      throw new IllegalArgumentException("a packet is made of " + FRAME + " samples");
    }
    try {
      int size = encoder.encode(samples, 0, FRAME, packet, 0, packet.length);
      return Arrays.copyOf(packet, size);
    } catch (OpusException e) {
      throw new AssertionError("a whole frame always fits the largest packet", e);
    }
  }
}
