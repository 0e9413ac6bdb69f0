package dev.tandem.media.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: a page is what RFC 3533 says, byte for byte, and one that was changed is not a page.
class OggPageTest {
  @Test
  void headerIsLaidOutAsInTheRfc() {
    byte[] bytes =
        new OggPage(false, true, false, 0, 0x04030201, 7, List.of(new byte[] {42}), false).bytes();
    assertEquals("4f67675300020000000000000000" + "01020304" + "07000000", hex(bytes, 0, 22));
    assertEquals("0101" + "2a", hex(bytes, 26, bytes.length));
  }

  @Test
  void packetsOfEveryAwkwardLengthComeBack() throws Exception {
    Random random = new Random(3533);
    for (int length : new int[] {0, 1, 254, 255, 256, 509, 510, 511, 1_275}) {
      byte[] packet = new byte[length];
      random.nextBytes(packet);
      OggPage page =
          new OggPage(false, false, true, 960, 5, 2, List.of(packet, new byte[] {1}), false);
      OggPage back = OggPage.parse(page.bytes(), 0);
      assertEquals(2, back.parts().size());
      assertArrayEquals(packet, back.parts().getFirst());
      assertEquals(960, back.granule());
      assertArrayEquals(page.bytes(), back.bytes());
    }
  }

  @Test
  void packetThatGoesOnIsMarkedOpen() throws Exception {
    OggPage page = new OggPage(false, false, false, -1, 5, 2, List.of(new byte[510]), true);
    assertArrayEquals(page.bytes(), OggPage.parse(page.bytes(), 0).bytes());
  }

  @Test
  void everyFlippedBitIsNoticed() {
    byte[] page =
        new OggPage(false, false, false, 1, 2, 3, List.of(new byte[] {1, 2, 3}), false).bytes();
    for (int bit = 0; bit < page.length * 8; bit++) {
      byte[] changed = page.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SoundFormatException.class, () -> OggPage.parse(changed, 0), "bit " + bit);
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] page = new OggPage(false, false, false, 1, 2, 3, List.of(new byte[300]), false).bytes();
    for (int length = 0; length < page.length; length++) {
      byte[] cut = Arrays.copyOf(page, length);
      assertThrows(SoundFormatException.class, () -> OggPage.parse(cut, 0));
    }
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
