package dev.tandem.media.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An Ogg/Opus file, taken apart: one logical stream, from its first page to its last.
public final class OggOpusFile {
  /// Samples of the longest Opus packet: 120 ms.
  private static final int LONGEST_PACKET = Sound.RATE * 120 / 1000;

  private final OpusHead head;
  private final List<byte[]> packets;
  private final long lastGranule;
  private final int pages;

  private OggOpusFile(OpusHead head, List<byte[]> packets, long lastGranule, int pages) {
    this.head = head;
    this.packets = packets;
    this.lastGranule = lastGranule;
    this.pages = pages;
  }

  /// Takes a file apart. A file that stops at a page's end without the end mark is accepted: that
  /// is what is left of a recording that was cut off.
  ///
  /// @throws SoundFormatException if a page is broken, missing, or of another stream, or the sound
  ///   is not Opus
  public static OggOpusFile parse(byte[] file) throws SoundFormatException {
    List<byte[]> packets = new ArrayList<>();
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    boolean packetOpen = false;
    long granule = 0;
    int serial = 0;
    int pages = 0;
    boolean ended = false;
    for (int at = 0; at < file.length && !ended; ) {
      OggPage page = OggPage.parse(file, at);
      at += page.bytes().length;
      if (page.first() != (pages == 0)) {
        throw new SoundFormatException("an Ogg stream must begin once");
      }
      serial = pages == 0 ? page.serial() : serial;
      if (page.serial() != serial || page.sequence() != pages) {
        throw new SoundFormatException("an Ogg page is missing or of another stream");
      }
      if (page.continued() != packetOpen) {
        throw new SoundFormatException("an Ogg packet's parts do not fit");
      }
      for (int i = 0; i < page.parts().size(); i++) {
        open.writeBytes(page.parts().get(i));
        packetOpen = page.open() && i == page.parts().size() - 1;
        if (!packetOpen) {
          packets.add(open.toByteArray());
          open.reset();
        }
      }
      if (page.granule() != -1) {
        if (page.granule() < granule) {
          throw new SoundFormatException("an Ogg stream's positions must not go back");
        }
        granule = page.granule();
      }
      ended = page.last();
      pages++;
    }
    if (packets.size() < 2 || !OpusTags.looksLike(packets.get(1))) {
      throw new SoundFormatException("an Ogg/Opus stream lacks its headers");
    }
    OpusHead head = OpusHead.parse(packets.getFirst());
    return new OggOpusFile(head, List.copyOf(packets.subList(2, packets.size())), granule, pages);
  }

  /// Samples at 48 kHz.
  public long length() {
    return Math.max(0, lastGranule - head.preSkip());
  }

  public Duration duration() {
    return Duration.ofNanos(length() * 1_000_000_000L / Sound.RATE);
  }

  public int pages() {
    return pages;
  }

  public int packets() {
    return packets.size();
  }

  /// Decodes the sound, channels mixed into one.
  ///
  /// @throws SoundFormatException if a packet is broken or the sound is longer than `longest`
  public Sound decode(Duration longest) throws SoundFormatException {
    long limit = longest.toMillis() * Sound.RATE / 1000;
    if (length() > limit) {
      throw new SoundFormatException("the sound is longer than " + longest.toSeconds() + " s");
    }
    short[] sound = new short[(int) length()];
    short[] pcm = new short[LONGEST_PACKET];
    long at = -head.preSkip();
    try {
      // A decoder of one channel mixes a stereo stream down by itself.
      OpusDecoder decoder = new OpusDecoder(Sound.RATE, 1);
      for (byte[] packet : packets) {
        int count = decoder.decode(packet, 0, packet.length, pcm, 0, pcm.length, false);
        int skip = Math.clamp(-at, 0, count);
        int keep = Math.clamp(sound.length - at - skip, 0, count - skip);
        if (keep > 0) {
          System.arraycopy(pcm, skip, sound, (int) at + skip, keep);
        }
        at += count;
      }
    } catch (OpusException | ArithmeticException | IndexOutOfBoundsException | AssertionError e) {
      // The decoder answers some malformed packets with whatever its arithmetic runs into.
      throw new SoundFormatException("an Opus packet is broken", e);
    }
    return Sound.adopt(at < sound.length ? Arrays.copyOf(sound, (int) Math.max(0, at)) : sound);
  }
}
