package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.s3.ObjectStore;
import dev.tandem.storage.seal.StreamSealer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Chunks in an S3-compatible store: sixteen in a row are one object, put whole or not at all.
///
/// ```
/// <prefix> <workspace> / <blob> / 00000000    chunks 0 to 15, one after the other as they are sealed
///                                 00000001    chunks 16 to 31, ...
/// ```
final class ObjectChunks implements ChunkStore {
  /// 256 KiB of sound: half a minute to a minute and a half of a recording.
  private static final int CHUNKS_AN_OBJECT = 16;

  private static final int SEALED_CHUNK = StreamSealer.CHUNK + StreamSealer.CHUNK_OVERHEAD;

  private final Storage storage;
  private final ObjectStore store;

  ObjectChunks(Storage storage, ObjectStore store) {
    this.storage = storage;
    this.store = store;
  }

  @Override
  public BlobPlace place() {
    return BlobPlace.S3;
  }

  @Override
  public int fewestAtOnce() {
    return CHUNKS_AN_OBJECT;
  }

  @Override
  public int mostAtOnce() {
    return CHUNKS_AN_OBJECT;
  }

  @Override
  public void put(Run run) {
    ByteBuffer object = ByteBuffer.allocate(run.sealed().stream().mapToInt(c -> c.length).sum());
    run.sealed().forEach(object::put);
    storage.inWorkspace(run.workspace(), tx -> BlobRows.touch(tx, run.blob()));
    store.put(key(run.workspace(), run.blob(), run.first() / CHUNKS_AN_OBJECT), object.array());
  }

  @Override
  public void get(Range range, StreamSealer.Chunks to) {
    long object = range.first() / CHUNKS_AN_OBJECT;
    for (; object <= range.last() / CHUNKS_AN_OBJECT; object++) {
      long first = Math.max(range.first(), object * CHUNKS_AN_OBJECT);
      long last = Math.min(range.last(), (object + 1) * CHUNKS_AN_OBJECT - 1);
      get(object, new Range(range.workspace(), range.blob(), first, last, range.length()), to);
    }
  }

  private void get(long object, Range part, StreamSealer.Chunks to) {
    long offset = (part.first() % CHUNKS_AN_OBJECT) * SEALED_CHUNK;
    long count = (part.last() - part.first()) * SEALED_CHUNK + part.sealedSize(part.last());
    boolean found =
        store.read(
            key(part.workspace(), part.blob(), object), offset, count, in -> chunks(in, part, to));
    if (!found) {
      throw ChunkStore.missing();
    }
  }

  private static void chunks(InputStream in, Range part, StreamSealer.Chunks to)
      throws IOException {
    for (long number = part.first(); number <= part.last(); number++) {
      byte[] sealed = in.readNBytes(part.sealedSize(number));
      if (sealed.length != part.sealedSize(number)) {
        throw ChunkStore.missing();
      }
      to.chunk(number, sealed);
    }
  }

  /// Removes every object of a blob.
  void delete(WorkspaceId workspace, UUID blob) {
    List<String> keys = new ArrayList<>();
    store.list(directory(workspace, blob), (key, stored) -> keys.add(key));
    keys.forEach(store::delete);
  }

  /// Blobs that have objects from before `until`, as far as their keys can be read.
  Set<UUID> stored(WorkspaceId workspace, Instant until) {
    Set<UUID> blobs = new HashSet<>();
    String start = workspace.value() + "/";
    store.list(
        start,
        (key, stored) -> {
          int end = key.indexOf('/', start.length());
          if (end == start.length() + 36 && stored.isBefore(until)) {
            blobs.add(UUID.fromString(key.substring(start.length(), end)));
          }
        });
    return blobs;
  }

  private static String key(WorkspaceId workspace, UUID blob, long object) {
    return directory(workspace, blob) + "%08d".formatted(object);
  }

  private static String directory(WorkspaceId workspace, UUID blob) {
    return workspace.value() + "/" + blob + "/";
  }
}
