package dev.tandem.storage.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.StreamSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a player can seek in what was stored, and nobody can cut or mix it. Method: ranges around
/// chunk borders against the bytes that were written; chunks removed, swapped and shortened with
/// plain SQL; orphans swept.
@ExtendWith(SharedStorage.class)
final class BlobRangesTest {
  private static final int CHUNK = StreamSealer.CHUNK;

  private final Storage storage;
  private final Blobs blobs;
  private final WorkspaceId workspace;

  BlobRangesTest(Storage storage) {
    this.storage = storage;
    blobs = new Blobs(storage);
    workspace = storage.createWorkspace("Blobs");
  }

  private BlobId write(byte[] bytes) {
    BlobWriter writer = blobs.create(workspace, KeyClass.MEDIA, "audio/ogg");
    for (int at = 0; at < bytes.length; at += 5_000) {
      writer.write(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 5_000)));
    }
    return writer.finish();
  }

  private static byte[] bytes(int length) {
    byte[] out = new byte[length];
    new Random(length).nextBytes(out);
    return out;
  }

  private BlobReader open(BlobId id) {
    return blobs.open(workspace, id).orElseThrow();
  }

  private void change(String sql, Object... values) {
    int changed = storage.inWorkspace(workspace, tx -> tx.sql().change(sql, values));
    assertTrue(changed > 0);
  }

  @Test
  void any_range_of_any_length() {
    for (int length : new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK + 77}) {
      byte[] plain = bytes(length);
      BlobReader reader = open(write(plain));
      assertEquals(length, reader.length());
      assertEquals("audio/ogg", reader.contentType());
      assertArrayEquals(plain, reader.read(0, length + 100));
      for (int from : new int[] {0, 1, CHUNK - 1, CHUNK, 2 * CHUNK, length - 1}) {
        if (from >= 0 && from < length) {
          int until = Math.min(length, from + CHUNK + 3);
          assertArrayEquals(Arrays.copyOfRange(plain, from, until), reader.read(from, CHUNK + 3));
        }
      }
      assertThrows(IllegalArgumentException.class, () -> reader.read(length + 1, 1));
    }
  }

  @Test
  void an_unfinished_blob_is_not_there() {
    BlobWriter writer = blobs.create(workspace, KeyClass.MEDIA, "audio/ogg");
    writer.write(bytes(3 * CHUNK));
    assertEquals(Optional.empty(), blobs.open(workspace, writer.id()));
  }

  @Test
  void a_cut_blob_does_not_open() {
    BlobId id = write(bytes(3 * CHUNK + 5));
    change("DELETE FROM tenant.blob_chunk WHERE blob_id = $1 AND number = 3", id.value());
    assertThrows(StorageException.class, () -> open(id));
    change("UPDATE tenant.blob SET length = $2 WHERE id = $1", id.value(), 3L * CHUNK - 1);
    assertThrows(SealBroken.class, () -> open(id));
  }

  @Test
  void a_shortened_length_is_noticed() {
    BlobId id = write(bytes(3 * CHUNK + 5));
    change("UPDATE tenant.blob SET length = length - 1 WHERE id = $1", id.value());
    assertThrows(SealBroken.class, () -> open(id));
  }

  @Test
  void chunks_of_other_places_do_not_open() {
    BlobId id = write(bytes(3 * CHUNK + 5));
    BlobId other = write(bytes(3 * CHUNK + 5));
    change(
        "UPDATE tenant.blob_chunk SET bytes = (SELECT bytes FROM tenant.blob_chunk WHERE blob_id = $1 AND number = 0)"
            + " WHERE blob_id = $1 AND number = 1",
        id.value());
    change(
        "UPDATE tenant.blob_chunk SET bytes = (SELECT bytes FROM tenant.blob_chunk WHERE blob_id = $2 AND number = 2)"
            + " WHERE blob_id = $1 AND number = 2",
        id.value(),
        other.value());
    BlobReader reader = open(id);
    assertEquals(CHUNK, reader.read(0, CHUNK).length);
    assertThrows(SealBroken.class, () -> reader.read(CHUNK, 1));
    assertThrows(SealBroken.class, () -> reader.read(2L * CHUNK, 1));
  }

  @Test
  void what_nobody_refers_to_is_swept_after_an_hour() {
    BlobId orphan = write(bytes(10));
    Instant now = Instant.now();
    blobs.sweep(now);
    assertTrue(blobs.open(workspace, orphan).isPresent());
    blobs.sweep(now.plus(Blobs.ORPHAN_AGE).plus(Duration.ofMinutes(1)));
    assertEquals(Optional.empty(), blobs.open(workspace, orphan));
  }
}
