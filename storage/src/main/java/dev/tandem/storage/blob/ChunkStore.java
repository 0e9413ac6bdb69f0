package dev.tandem.storage.blob;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.StreamSealer;
import java.util.List;
import java.util.UUID;

/// Where the sealed chunks of blobs lie. It keeps bytes by workspace, blob and number, and knows
/// nothing of what is in them: a chunk that was changed, moved or left out is noticed by who opens
/// it.
interface ChunkStore {

  /// Chunks in a row of one blob, the first of which has the number `first`.
  record Run(WorkspaceId workspace, UUID blob, long first, List<byte[]> sealed) {}

  /// Chunks `first` to `last` of a blob that is `length` bytes long in the clear.
  record Range(WorkspaceId workspace, UUID blob, long first, long last, long length) {
    /// Bytes of a chunk as it is kept.
    int sealedSize(long number) {
      int plain =
          number == lastOf(length) ? (int) (length % StreamSealer.CHUNK) : StreamSealer.CHUNK;
      return plain + StreamSealer.CHUNK_OVERHEAD;
    }
  }

  /// The number of the last chunk of a blob of that many bytes.
  static long lastOf(long length) {
    return length / StreamSealer.CHUNK;
  }

  /// What is written in `tenant.blob.place`.
  BlobPlace place();

  /// Fewest chunks of a run; only a blob's end is put in a smaller one.
  int fewestAtOnce();

  /// Most chunks of a run.
  int mostAtOnce();

  /// Keeps a run for good before it returns. The same run may be put again. Says that the blob is
  /// being written, so that no sweep takes it for an orphan.
  void put(Run run);

  /// Hands over the chunks of a range in order; [StorageException] when one is missing.
  void get(Range range, StreamSealer.Chunks to);

  /// A chunk that the database says there is.
  static StorageException missing() {
    return StorageException.fatal("a chunk of a blob is missing");
  }

  /// A blob that was swept while somebody wrote it.
  static StorageException swept() {
    return StorageException.fatal("nobody wrote to the blob for so long that it was swept");
  }
}
