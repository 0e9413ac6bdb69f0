package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.StreamSealer;
import java.util.ArrayList;
import java.util.List;

/// Writes one blob from its beginning to its end. One owner at a time; not safe for use by several
/// threads at once. A writer that is dropped leaves an orphan for the sweep.
public final class BlobWriter {
  /// Most sealed chunks that wait for a store that is away: 4 MiB.
  static final int MAX_WAITING = 256;

  private final Storage storage;
  private final WorkspaceId workspace;
  private final BlobId id;
  private final StreamSealer sealer;
  private final ChunkStore chunks;
  private final long maxLength;
  private final List<byte[]> waiting = new ArrayList<>();
  private long put;
  private long length;
  private boolean ended;

  BlobWriter(
      Storage storage,
      WorkspaceId workspace,
      BlobId id,
      StreamSealer sealer,
      ChunkStore chunks,
      long maxLength) {
    this.storage = storage;
    this.workspace = workspace;
    this.id = id;
    this.sealer = sealer;
    this.chunks = chunks;
    this.maxLength = maxLength;
  }

  public BlobId id() {
    return id;
  }

  /// Takes more bytes; runs of chunks that became full are kept for good before it returns. When
  /// the store is away the bytes wait and go with the next call, up to 4 MiB of them; beyond that
  /// the writer is of no more use and says so.
  public void write(byte[] bytes) {
    if (length + bytes.length > maxLength) {
      throw StorageException.fatal("a blob has at most " + maxLength + " bytes");
    }
    if (waiting.size() >= MAX_WAITING) {
      throw StorageException.fatal("the store was away for so long that the blob was given up");
    }
    length += bytes.length;
    sealer.write(bytes, (number, chunk) -> waiting.add(chunk));
    putFullRuns();
  }

  /// Commits the end. From here on the blob can be read. May be called again when the store was
  /// away.
  public BlobId finish() {
    if (!ended) {
      ended = true;
      sealer.finish((number, chunk) -> waiting.add(chunk));
    }
    putFullRuns();
    if (!waiting.isEmpty()) {
      put(waiting.size());
    }
    boolean _ = storage.inWorkspace(workspace, tx -> BlobRows.end(tx, id.value(), length));
    return id;
  }

  private void putFullRuns() {
    while (waiting.size() >= chunks.fewestAtOnce()) {
      put(Math.min(waiting.size(), chunks.mostAtOnce()));
    }
  }

  private void put(int count) {
    List<byte[]> run = waiting.subList(0, count);
    chunks.put(new ChunkStore.Run(workspace, id.value(), put, List.copyOf(run)));
    put += count;
    run.clear();
  }
}
