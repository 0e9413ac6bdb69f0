package dev.tandem.storage.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.StreamSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of blobs does. Goal: a player can seek in what was stored, nobody can cut or
/// mix it, nothing half is ever visible, and nothing is left for long. Method: ranges around
/// borders of chunks and of runs against the bytes that were written; kept chunks turned, swapped,
/// doubled and cut behind the store's back.
interface BlobsContract {
  int CHUNK = StreamSealer.CHUNK;

  /// Longer than one run of chunks of any store.
  int LONG = 37 * CHUNK + 77;

  Storage storage();

  WorkspaceId workspace();

  /// A chunk as it lies in the store.
  byte[] kept(BlobId id, long number);

  /// Puts other bytes in a chunk's place, which are as many.
  void replace(BlobId id, long number, byte[] sealed);

  /// Takes away this chunk and all behind it.
  void cut(BlobId id, long number);

  /// Whether anything of the blob lies in the store.
  boolean leftovers(BlobId id);

  default Blobs blobs() {
    return new Blobs(storage());
  }

  default BlobId write(byte[] bytes) {
    BlobWriter writer = blobs().create(workspace(), KeyClass.MEDIA, "audio/ogg");
    for (int at = 0; at < bytes.length; at += 5_000) {
      writer.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 5_000)));
    }
    return writer.finish();
  }

  static byte[] bytes(int length) {
    byte[] out = new byte[length];
    new Random(length).nextBytes(out);
    return out;
  }

  default BlobReader open(BlobId id) {
    return blobs().open(workspace(), id).orElseThrow();
  }

  default byte[] all(BlobId id) {
    BlobReader reader = open(id);
    byte[] out = new byte[(int) reader.length()];
    for (int at = 0; at < out.length; ) {
      byte[] piece = reader.read(at, 200_000);
      System.arraycopy(piece, 0, out, at, piece.length);
      at += piece.length;
    }
    return out;
  }

  default void change(String sql, Object... values) {
    int changed = storage().inWorkspace(workspace(), tx -> tx.sql().change(sql, values));
    assertTrue(changed > 0);
  }

  @Test
  default void any_range_of_any_length() {
    for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK, LONG}) {
      byte[] plain = bytes(length);
      BlobReader reader = open(write(plain));
      assertEquals(length, reader.length());
      assertEquals("audio/ogg", reader.contentType());
      assertArrayEquals(plain, reader.read(0, length + 100));
      for (int from : new int[] {0, 1, CHUNK - 1, CHUNK, 2 * CHUNK, 16 * CHUNK - 1, length - 1}) {
        if (from >= 0 && from < length) {
          int until = Math.min(length, from + CHUNK + 3);
          assertArrayEquals(Arrays.copyOfRange(plain, from, until), reader.read(from, CHUNK + 3));
        }
      }
      assertThrows(IllegalArgumentException.class, () -> reader.read(length + 1, 1));
    }
  }

  @Test
  default void pieces_of_any_size_come_back_as_one() {
    byte[] plain = bytes(LONG);
    BlobWriter writer = blobs().create(workspace(), KeyClass.MEDIA, "audio/ogg");
    Random sizes = new Random(7);
    for (int at = 0; at < plain.length; ) {
      int until = Math.min(plain.length, at + sizes.nextInt(3 * CHUNK));
      writer.write(Arrays.copyOfRange(plain, at, until));
      at = until;
    }
    assertArrayEquals(plain, all(writer.finish()));
  }

  @Test
  default void an_unfinished_blob_is_not_there() {
    BlobWriter writer = blobs().create(workspace(), KeyClass.MEDIA, "audio/ogg");
    writer.write(bytes(LONG));
    assertTrue(leftovers(writer.id()), "what is full is kept already");
    assertEquals(Optional.empty(), blobs().open(workspace(), writer.id()));
  }

  @Test
  default void a_blob_of_another_workspace_is_not_there() {
    BlobId id = write(bytes(10));
    WorkspaceId other = storage().createWorkspace("Other");
    assertEquals(Optional.empty(), blobs().open(other, id));
  }

  @Test
  default void a_cut_blob_does_not_open() {
    for (int number : new int[] {0, 1, 15, 16, 36, 37}) {
      BlobId id = write(bytes(LONG));
      cut(id, number);
      assertThrows(StorageException.class, () -> open(id), "cut before chunk " + number);
    }
  }

  @Test
  default void a_blob_cut_together_with_its_length_does_not_open() {
    BlobId id = write(bytes(LONG));
    cut(id, 20);
    change("UPDATE tenant.blob SET length = $2 WHERE id = $1", id.value(), 20L * CHUNK - 1);
    assertThrows(SealBroken.class, () -> open(id));
  }

  @Test
  default void a_changed_length_is_noticed() {
    for (int by : new int[] {-1, 1}) {
      BlobId id = write(bytes(3 * CHUNK + 5));
      change("UPDATE tenant.blob SET length = length + $2 WHERE id = $1", id.value(), by);
      assertThrows(RuntimeException.class, () -> open(id));
    }
  }

  @Test
  default void every_turned_bit_of_a_chunk_is_noticed() {
    BlobId id = write(bytes(40));
    byte[] sealed = kept(id, 0);
    for (int bit = 0; bit < sealed.length * 8; bit += 7) {
      byte[] turned = sealed.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      replace(id, 0, turned);
      assertThrows(SealBroken.class, () -> open(id), "bit " + bit);
    }
    replace(id, 0, sealed);
    assertArrayEquals(bytes(40), all(id));
  }

  @Test
  default void a_stream_key_that_was_changed_or_is_anothers_does_not_open_it() {
    BlobId id = write(bytes(40));
    BlobId other = write(bytes(40));
    change(
        "UPDATE tenant.blob b SET stream_key = o.stream_key FROM tenant.blob o WHERE b.id = $1 AND"
            + " o.id = $2",
        id.value(),
        other.value());
    assertThrows(SealBroken.class, () -> open(id));
    change(
        "UPDATE tenant.blob SET stream_key = set_byte(stream_key, 90, get_byte(stream_key, 90) # 4)"
            + " WHERE id = $1",
        other.value());
    assertThrows(SealBroken.class, () -> open(other));
  }

  @Test
  default void chunks_of_other_places_do_not_open() {
    BlobId id = write(bytes(LONG));
    BlobId other = write(bytes(LONG));
    replace(id, 1, kept(id, 0));
    replace(id, 20, kept(id, 2));
    replace(id, 3, kept(other, 3));
    BlobReader reader = open(id);
    assertEquals(CHUNK, reader.read(0, CHUNK).length);
    for (long moved : new long[] {1, 20, 3}) {
      assertThrows(SealBroken.class, () -> reader.read(moved * CHUNK, 1), "chunk " + moved);
    }
  }

  @Test
  default void more_than_the_limit_is_refused_and_nothing_is_visible() {
    BlobWriter writer =
        new Blobs(storage(), 3L * CHUNK).create(workspace(), KeyClass.MEDIA, "audio/ogg");
    writer.write(bytes(3 * CHUNK));
    assertThrows(StorageException.class, () -> writer.write(new byte[1]));
    assertEquals(Optional.empty(), blobs().open(workspace(), writer.id()));
    writer.finish();
    assertEquals(3L * CHUNK, open(writer.id()).length());
    assertEquals(1 << 30, Blobs.MAX_LENGTH);
  }

  @Test
  default void many_write_and_read_at_once() throws Exception {
    byte[] shared = bytes(LONG);
    BlobId common = write(shared);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> written =
          IntStream.range(0, 12)
              .mapToObj(i -> threads.submit(() -> all(write(bytes(LONG + i)))))
              .toList();
      List<Future<byte[]>> read =
          IntStream.range(0, 12).mapToObj(i -> threads.submit(() -> all(common))).toList();
      for (int i = 0; i < written.size(); i++) {
        assertArrayEquals(bytes(LONG + i), written.get(i).get());
        assertArrayEquals(shared, read.get(i).get());
      }
    }
  }

  @Test
  default void what_nobody_refers_to_is_swept_after_an_hour() {
    BlobId orphan = write(bytes(LONG));
    BlobWriter unfinished = blobs().create(workspace(), KeyClass.MEDIA, "audio/ogg");
    unfinished.write(bytes(LONG));
    Instant now = Instant.now();
    blobs().sweep(now);
    assertTrue(blobs().open(workspace(), orphan).isPresent());
    blobs().sweep(now.plus(Blobs.ORPHAN_AGE).plus(Duration.ofMinutes(1)));
    assertEquals(Optional.empty(), blobs().open(workspace(), orphan));
    assertEquals(List.of(false, false), List.of(leftovers(orphan), leftovers(unfinished.id())));
    assertThrows(StorageException.class, () -> unfinished.write(bytes(LONG)), "it was swept");
    assertThrows(StorageException.class, unfinished::finish);
  }

  @Test
  default void a_removed_blob_is_gone_at_once_and_its_chunks_with_the_next_sweep() {
    BlobId id = write(bytes(LONG));
    BlobReader early = open(id);
    boolean _ =
        storage()
            .inWorkspace(
                workspace(),
                tx -> {
                  Blobs.remove(tx, id);
                  return true;
                });
    assertEquals(Optional.empty(), blobs().open(workspace(), id));
    blobs().sweep(Instant.now());
    assertEquals(false, leftovers(id));
    assertThrows(StorageException.class, () -> early.read(0, 1));
  }
}
