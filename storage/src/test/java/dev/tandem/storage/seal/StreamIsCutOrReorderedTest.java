package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Goal: a stream gives its bytes back whole and in order, or says that it was touched. Method:
/// lengths around chunk borders, written in pieces of random size; cuts, swaps, doubles, chunks of
/// another stream, turned bits.
final class StreamIsCutOrReorderedTest {
  private final DataKey key = new DataKey(1, KeyBytes.random());
  private final Binding binding =
      new Binding(UUID.randomUUID(), "blob", "chunks", UUID.randomUUID());

  /// The sealed stream: its header, then its chunks.
  private static final class Stream {
    private final byte[] header;
    private final List<byte[]> chunks;

    Stream(byte[] header, List<byte[]> chunks) {
      this.header = header;
      this.chunks = chunks;
    }

    byte[] header() {
      return header;
    }

    List<byte[]> chunks() {
      return chunks;
    }
  }

  private Stream seal(byte[] bytes, long seed) {
    Random random = new Random(seed);
    StreamSealer sealer = OldStream.start(key, binding);
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int piece = Math.min(bytes.length - at, 1 + random.nextInt(40_000));
      sealer.write(Arrays.copyOfRange(bytes, at, at + piece), (index, chunk) -> chunks.add(chunk));
      at += piece;
    }
    sealer.finish((index, chunk) -> chunks.add(chunk));
    return new Stream(sealer.header(), chunks);
  }

  private static byte[] bytes(int length) {
    byte[] out = new byte[length];
    new Random(length).nextBytes(out);
    return out;
  }

  @Test
  void every_length_around_a_border_comes_back() {
    int chunk = StreamSealer.CHUNK;
    for (int length :
        new int[] {0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk - 1, 3 * chunk, 100_001}) {
      byte[] plain = bytes(length);
      Stream stream = seal(plain, 42);
      assertEquals(length / chunk + 1, stream.chunks().size());
      StreamOpener opener = StreamOpener.start(key, stream.header(), binding);
      for (int i = stream.chunks().size() - 1; i >= 0; i--) {
        boolean last = i == stream.chunks().size() - 1;
        byte[] opened =
            last
                ? opener.last(i, stream.chunks().get(i))
                : opener.middle(i, stream.chunks().get(i));
        assertArrayEquals(Arrays.copyOfRange(plain, i * chunk, i * chunk + opened.length), opened);
      }
    }
  }

  @Test
  void a_cut_stream_has_no_end() {
    Stream stream = seal(bytes(3 * StreamSealer.CHUNK), 1);
    StreamOpener opener = StreamOpener.start(key, stream.header(), binding);
    assertThrows(SealBroken.class, () -> opener.last(2, stream.chunks().get(2)));
    assertThrows(SealBroken.class, () -> opener.middle(3, stream.chunks().get(3)));
  }

  @Test
  void a_chunk_opens_in_its_own_place_only() {
    Stream stream = seal(bytes(2 * StreamSealer.CHUNK + 5), 2);
    StreamOpener opener = StreamOpener.start(key, stream.header(), binding);
    assertThrows(SealBroken.class, () -> opener.middle(1, stream.chunks().get(0)));
    assertThrows(SealBroken.class, () -> opener.middle(0, stream.chunks().get(1)));
    Stream other = seal(bytes(2 * StreamSealer.CHUNK + 5), 2);
    assertThrows(SealBroken.class, () -> opener.middle(0, other.chunks().get(0)));
  }

  @Test
  void another_binding_key_or_header_does_not_open_it() {
    Stream stream = seal(bytes(10), 3);
    Binding otherRow = new Binding(binding.workspace(), "blob", "chunks", UUID.randomUUID());
    assertThrows(SealBroken.class, () -> StreamOpener.start(key, stream.header(), otherRow));
    DataKey otherKey = new DataKey(1, KeyBytes.random());
    assertThrows(SealBroken.class, () -> StreamOpener.start(otherKey, stream.header(), binding));
    for (int bit = 0; bit < stream.header().length * 8; bit++) {
      byte[] changed = stream.header().clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SealBroken.class, () -> StreamOpener.start(key, changed, binding));
    }
  }

  @Test
  void every_turned_bit_of_a_chunk_is_noticed() {
    Stream stream = seal(bytes(40), 4);
    StreamOpener opener = StreamOpener.start(key, stream.header(), binding);
    byte[] sealed = stream.chunks().getFirst();
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(SealBroken.class, () -> opener.last(0, changed));
    }
  }
}
