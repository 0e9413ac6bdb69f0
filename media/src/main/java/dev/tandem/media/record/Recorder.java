package dev.tandem.media.record;

import dev.tandem.media.audio.OggOpusWriter;
import dev.tandem.media.audio.OpusVoiceEncoder;
import dev.tandem.media.audio.Sound;
import dev.tandem.media.audio.Waveform;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns frames into pages of an Ogg/Opus file, without the silence before the first word and after
/// the last.
///
/// ```
///   heard:   ....~~~~###..##.....####...............|        # speech  . silence
///   kept:        ~~~~###..##.....####~~~                      ~ kept for a soft start and end
/// ```
///
/// Silence after a word is encoded like everything else, but its packets wait: they are written
/// when another word follows, and dropped when none does. So pauses stay as they were spoken.
final class Recorder {
  static final int BIT_RATE = 28_000;

  /// A page a second: that much can be lost when the process dies.
  private static final int PAGE = Sound.RATE;

  /// Frames kept before the first and after the last word.
  private static final int LEAD_FRAMES = 30;

  private static final int TAIL_FRAMES = 40;

  /// Less speech than this is a knock or a cough: 200 ms.
  private static final int LEAST_SPEECH_FRAMES = 20;

  private static final int FRAMES_A_PACKET = OpusVoiceEncoder.FRAME / Sound.FRAME;

  private final VoiceGate gate;
  private final int serial;
  private final Consumer<byte[]> pages;
  private final Deque<Sound> lead = new ArrayDeque<>();
  private final Deque<byte[]> held = new ArrayDeque<>();
  private final Waveform waveform = new Waveform();
  private final short[] packetSamples = new short[OpusVoiceEncoder.FRAME];
  private int packetFrames;
  private int speechFrames;
  private int silentFrames;
  private long keptFrames;
  private @Nullable OpusVoiceEncoder encoder;
  private @Nullable OggOpusWriter writer;

  /// A recorder for one call.
  ///
  /// @param gate has learned the caller's room
  /// @param serial of the Ogg stream, any number
  /// @param pages takes the file, piece by piece
  Recorder(VoiceGate gate, int serial, Consumer<byte[]> pages) {
    this.gate = gate;
    this.serial = serial;
    this.pages = pages;
  }

  /// Frames since anybody spoke, or since the beginning.
  int silentFrames() {
    return silentFrames;
  }

  /// Frames since the first word, pauses included.
  int frames() {
    return waveform.frames();
  }

  /// Whether so much was said that it is worth keeping.
  boolean worthKeeping() {
    return speechFrames >= LEAST_SPEECH_FRAMES;
  }

  /// Hears the next 10 ms.
  void hear(Sound frame) {
    boolean speech = gate.speech(frame);
    silentFrames = speech ? 0 : silentFrames + 1;
    if (speech) {
      speechFrames++;
    }
    if (writer == null) {
      lead.add(frame);
      if (!speech) {
        if (lead.size() > LEAD_FRAMES) {
          lead.remove();
        }
        return;
      }
      begin();
      lead.forEach(this::encode);
      lead.clear();
    } else {
      encode(frame);
    }
  }

  private void begin() {
    OpusVoiceEncoder opus = new OpusVoiceEncoder(BIT_RATE);
    encoder = opus;
    writer = new OggOpusWriter(serial, opus.lookahead(), PAGE);
  }

  private void encode(Sound frame) {
    OpusVoiceEncoder opus = encoder;
    if (opus == null) {
      throw new AssertionError("sound is encoded after the first word only");
    }
    waveform.add(frame);
    System.arraycopy(frame.samples(), 0, packetSamples, packetFrames * Sound.FRAME, Sound.FRAME);
    packetFrames++;
    if (packetFrames < FRAMES_A_PACKET) {
      return;
    }
    packetFrames = 0;
    held.add(opus.encode(packetSamples));
    if (silentFrames <= TAIL_FRAMES) {
      release();
    }
  }

  private void release() {
    while (!held.isEmpty()) {
      write(held.remove());
      keptFrames += FRAMES_A_PACKET;
    }
  }

  private void write(byte[] packet) {
    OggOpusWriter file = writer;
    if (file == null) {
      throw new AssertionError("packets exist after the first word only");
    }
    file.packet(packet, OpusVoiceEncoder.FRAME).ifPresent(pages);
  }

  /// Ends the file.
  ///
  /// @param atMost frames to keep
  /// @return what was recorded; nothing was said when its reason is [RecordingEnd#EMPTY]
  Recorded finish(RecordingEnd why, int atMost) {
    OggOpusWriter file = writer;
    OpusVoiceEncoder opus = encoder;
    if (file == null || opus == null || !worthKeeping()) {
      return Recorded.nothing();
    }
    // The end of what is kept is still inside the encoder: one packet more brings it out, and the
    // file's length cuts off
    // what that packet has beyond it.
    long sound = keptFrames;
    if (held.isEmpty()) {
      sound += packetFrames;
      Arrays.fill(packetSamples, packetFrames * Sound.FRAME, packetSamples.length, (short) 0);
      held.add(opus.encode(packetSamples));
    }
    write(held.remove());
    long frames = Math.min(sound, atMost);
    pages.accept(file.finish(frames * Sound.FRAME));
    return new Recorded(frames * 10, waveform.bars((int) frames), why);
  }
}
