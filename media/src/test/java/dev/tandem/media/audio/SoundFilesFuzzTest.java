package dev.tandem.media.audio;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: no file, however broken, does more than be refused. Method: random bytes, changed files,
/// and files whose checksums are right and whose packets are random; the seed is in the failure.
class SoundFilesFuzzTest {
  private static final long SEED = 7845;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  @Test
  void randomBytesAreRefused() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] file = new byte[random.nextInt(400)];
      random.nextBytes(file);
      byte[] magic =
          (random.nextBoolean() ? "OggS" : "RIFF    WAVEfmt ")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      System.arraycopy(magic, 0, file, 0, Math.min(magic.length, file.length));
      read(file, "random bytes, round " + i);
    }
  }

  @Test
  void changedFilesAreReadOrRefused() {
    Random random = new Random(SEED);
    byte[] opus = OggOpusWriter.file(Tones.sine(300, 200, 0.3), 28_000, 1);
    byte[] wav = WavFile.of(Tones.sine(300, 50, 0.3)).bytes();
    for (int i = 0; i < 10_000; i++) {
      byte[] file = (i % 2 == 0 ? opus : wav).clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        file[random.nextInt(Math.min(file.length, 200))] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        file = Arrays.copyOf(file, random.nextInt(file.length));
      }
      read(file, "changed file, round " + i);
    }
  }

  @Test
  void randomPacketsInGoodPagesAreDecodedOrRefused() {
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      OggOpusWriter writer = new OggOpusWriter(i, 312, Sound.RATE);
      for (int packets = random.nextInt(5); packets >= 0; packets--) {
        byte[] packet = new byte[1 + random.nextInt(60)];
        random.nextBytes(packet);
        assertDoesNotThrow(() -> writer.packet(packet, 2_880));
      }
      read(writer.finish(4 * 2_880), "random packets, round " + i);
    }
  }

  @Test
  void headersOfEveryKindAreReadOrRefused() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      byte[] head = new OpusHead(1, 312, 48_000).bytes();
      head[random.nextInt(head.length)] = (byte) random.nextInt();
      List<byte[]> pages = new ArrayList<>();
      pages.add(new OggPage(false, true, false, 0, 9, 0, List.of(head), false).bytes());
      pages.add(
          new OggPage(false, false, false, 0, 9, 1, List.of(OpusTags.bytes("x")), false).bytes());
      pages.add(
          new OggPage(
                  random.nextBoolean(),
                  false,
                  true,
                  random.nextLong(),
                  9,
                  2,
                  List.of(new byte[] {8, 1, 2}),
                  random.nextInt(8) == 0)
              .bytes());
      byte[] file = new byte[pages.stream().mapToInt(p -> p.length).sum()];
      int at = 0;
      for (byte[] page : pages) {
        System.arraycopy(page, 0, file, at, page.length);
        at += page.length;
      }
      read(file, "header, round " + i);
    }
  }

  private static void read(byte[] file, String round) {
    try {
      Sound.read(file, LONGEST);
    } catch (SoundFormatException refused) {
      // What a broken file is for.
    } catch (RuntimeException | Error e) {
      throw new AssertionError("seed " + SEED + ", " + round, e);
    }
  }
}
