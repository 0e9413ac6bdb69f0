package dev.tandem.media.audio;

import static dev.tandem.media.audio.Near.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what the writer writes is an Ogg/Opus file by RFC 3533 and RFC 7845, to our reader and to
/// programs that are not ours.
class RecordingIsOggOpusTest {
  private static final Sound TONE = Tones.sine(440, 3_333, 0.5);
  private static final byte[] FILE = OggOpusWriter.file(TONE, 28_000, 77);

  @TempDir Path directory;

  @Test
  void pagesCountUpAndPositionsAreSamples() throws Exception {
    List<OggPage> pages = new ArrayList<>();
    for (int at = 0; at < FILE.length; at += pages.getLast().bytes().length) {
      pages.add(OggPage.parse(FILE, at));
    }
    assertEquals(6, pages.size(), "two headers, three seconds, the rest");
    for (int i = 0; i < pages.size(); i++) {
      OggPage page = pages.get(i);
      assertEquals(i, page.sequence());
      assertEquals(77, page.serial());
      assertEquals(i == 0, page.first());
      assertEquals(i == pages.size() - 1, page.last());
      assertFalse(page.continued() || page.open());
    }
    OpusHead head = OpusHead.parse(pages.getFirst().parts().getFirst());
    assertEquals(1, head.channels());
    assertEquals(0, pages.get(0).granule());
    assertEquals(0, pages.get(1).granule());
    assertEquals(48_000, pages.get(2).granule());
    assertEquals(96_000, pages.get(3).granule());
    assertEquals(144_000, pages.get(4).granule());
    assertEquals(TONE.length() + head.preSkip(), pages.get(5).granule(), "the end is exact");
    assertEquals(50, pages.get(2).parts().size());
  }

  @Test
  void soundComesBackAsLongAndAsHighAsItWas() throws Exception {
    OggOpusFile file = OggOpusFile.parse(FILE);
    assertEquals(TONE.length(), file.length());
    Sound back = file.decode(Duration.ofSeconds(5));
    assertEquals(TONE.length(), back.length());
    assertTrue(Goertzel.share(back.samples(), 4_800, 144_000, 440) > 0.95);
    assertEquals(Level.decibels(TONE), Level.decibels(back), 1.0);
  }

  @Test
  void fileThatWasCutAtAPageIsStillSound() throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    OpusVoiceEncoder encoder = new OpusVoiceEncoder(28_000);
    OggOpusWriter writer = new OggOpusWriter(1, encoder.lookahead(), Sound.RATE);
    short[] frame = new short[OpusVoiceEncoder.FRAME];
    for (int i = 0; i < 120; i++) {
      writer.packet(encoder.encode(frame), frame.length).ifPresent(whole::writeBytes);
    }
    OggOpusFile file = OggOpusFile.parse(whole.toByteArray());
    assertNear(2_000, file.duration().toMillis(), 10);
  }

  @Test
  void opusinfoHasNothingToSay() throws Exception {
    String said = run(List.of("opusinfo", write("tone.opus").toString()));
    assertTrue(said.contains("Playback length: 0m:03.333s"), said);
    assertFalse(said.toLowerCase(java.util.Locale.ROOT).contains("warning"), said);
    assertTrue(said.contains("Logical stream 1 ended"), said);
  }

  @Test
  void opusdecHearsTheTone() throws Exception {
    Path wav = directory.resolve("tone.wav");
    run(List.of("opusdec", write("tone.opus").toString(), wav.toString()));
    Sound heard = WavFile.parse(Files.readAllBytes(wav)).toSound();
    assertEquals(TONE.length(), heard.length());
    assertTrue(Goertzel.share(heard.samples(), 4_800, 144_000, 440) > 0.95);
  }

  private Path write(String name) throws IOException {
    return Files.write(directory.resolve(name), FILE);
  }

  private static String run(List<String> command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Assumptions.abort(command.getFirst() + " is not installed");
    }
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    return said;
  }
}
