package dev.tandem.media.audio;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts Opus packets into an Ogg stream (RFC 7845), a page at a time, so that a recording can be
/// stored while it is spoken. The pages, one after the other, are the file.
///
/// A page is given out when the packet *after* it arrives: so the last page always has a packet to
/// carry the end-of-stream mark, and an interrupted file is at worst a second short.
public final class OggOpusWriter {
  private static final String VENDOR = "tandem";

  private final int serial;
  private final int preSkip;
  private final int samplesAPage;
  private final List<byte[]> packets = new ArrayList<>();
  private int segments;
  private int sequence;
  private long samples;
  private long samplesOnEarlierPages;
  private boolean finished;

  /// A stream's writer.
  ///
  /// @param serial any number; players only compare it
  /// @param preSkip the encoder's look-ahead in samples, which players drop
  /// @param samplesAPage a page is full when it holds so many samples at 48 kHz
  public OggOpusWriter(int serial, int preSkip, int samplesAPage) {
    if (preSkip < 0 || preSkip > 0xFFFF || samplesAPage < 1) {
      throw new IllegalArgumentException("pre-skip and page length must be in range");
    }
    this.serial = serial;
    this.preSkip = preSkip;
    this.samplesAPage = samplesAPage;
  }

  private void headers(ByteArrayOutputStream out) {
    for (byte[] packet :
        List.of(new OpusHead(1, preSkip, Sound.RATE).bytes(), OpusTags.bytes(VENDOR))) {
      OggPage page =
          new OggPage(false, sequence == 0, false, 0, serial, sequence, List.of(packet), false);
      out.writeBytes(page.bytes());
      sequence++;
    }
  }

  /// Adds a packet.
  ///
  /// @param packet one Opus packet, 1 to 1275 bytes
  /// @param length its samples at 48 kHz
  /// @return the page before this packet, if it is full; the first comes with the header pages in
  ///   front
  public Optional<byte[]> packet(byte[] packet, int length) {
    if (finished) {
      throw new IllegalStateException("the stream has ended");
    }
    if (packet.length < 1 || packet.length > OpusVoiceEncoder.MAX_PACKET) {
      throw new IllegalArgumentException("an Opus packet has 1 to 1275 bytes");
    }
    boolean full =
        samples - samplesOnEarlierPages >= samplesAPage
            || segments + OggPage.segments(packet.length) > OggPage.MAX_SEGMENTS;
    Optional<byte[]> page = full ? Optional.of(page(false, samples)) : Optional.empty();
    packets.add(packet.clone());
    segments += OggPage.segments(packet.length);
    samples += length;
    return page;
  }

  /// The last page.
  ///
  /// @param soundSamples how long the sound is at 48 kHz, without the encoder's look-ahead: players
  ///   cut the rest of the last packet off (RFC 7845 section 4.4)
  public byte[] finish(long soundSamples) {
    if (finished) {
      throw new IllegalStateException("the stream has ended");
    }
    finished = true;
    long end = Math.clamp(soundSamples + preSkip, samplesOnEarlierPages, samples);
    return page(true, end);
  }

  private byte[] page(boolean last, long granule) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (sequence == 0) {
      headers(out);
    }
    OggPage page =
        new OggPage(false, false, last, granule, serial, sequence, List.copyOf(packets), false);
    sequence++;
    samplesOnEarlierPages = samples;
    packets.clear();
    segments = 0;
    out.writeBytes(page.bytes());
    return out.toByteArray();
  }

  /// A whole file of this clip, for tests and for greetings that are made rather than recorded.
  public static byte[] file(Sound sound, int bitsPerSecond, int serial) {
    OpusVoiceEncoder encoder = new OpusVoiceEncoder(bitsPerSecond);
    OggOpusWriter writer = new OggOpusWriter(serial, encoder.lookahead(), Sound.RATE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    short[] frame = new short[OpusVoiceEncoder.FRAME];
    for (int at = 0; at < sound.length() + encoder.lookahead(); at += frame.length) {
      sound.frame(at, frame);
      writer.packet(encoder.encode(frame), frame.length).ifPresent(out::writeBytes);
    }
    out.writeBytes(writer.finish(sound.length()));
    return out.toByteArray();
  }
}
