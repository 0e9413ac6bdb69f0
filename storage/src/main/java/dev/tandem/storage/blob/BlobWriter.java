package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.StreamSealer;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/// Writes one blob from its beginning to its end. One owner at a time; not safe for use by several
/// threads at once. A writer that is dropped leaves an orphan for the sweep.
public final class BlobWriter {
  private final Storage storage;
  private final WorkspaceId workspace;
  private final BlobId id;
  private final StreamSealer sealer;
  private final List<Chunk> waiting = new ArrayList<>();
  private long length;
  private boolean ended;

  BlobWriter(Storage storage, WorkspaceId workspace, BlobId id, StreamSealer sealer) {
    this.storage = storage;
    this.workspace = workspace;
    this.id = id;
    this.sealer = sealer;
  }

  private record Chunk(long number, Buffer sealed) {}

  public BlobId id() {
    return id;
  }

  /// Takes more bytes; chunks that became full are committed before it returns. When the database
  /// is away the chunks are kept and go with the next call.
  public void write(byte[] bytes) {
    if (length + bytes.length > Blobs.MAX_LENGTH) {
      throw StorageException.fatal("a blob has at most " + Blobs.MAX_LENGTH + " bytes");
    }
    length += bytes.length;
    sealer.write(bytes, this::keep);
    if (!waiting.isEmpty()) {
      storage.inWorkspace(workspace, this::store);
      waiting.clear();
    }
  }

  /// Commits the end. From here on the blob can be read. May be called again when the database was
  /// away.
  public BlobId finish() {
    if (!ended) {
      ended = true;
      sealer.finish(this::keep);
    }
    storage.inWorkspace(
        workspace,
        tx -> {
          store(tx);
          return tx.sql()
              .change("UPDATE tenant.blob SET length = $2 WHERE id = $1", id.value(), length);
        });
    waiting.clear();
    return id;
  }

  private void keep(long number, byte[] sealed) {
    waiting.add(new Chunk(number, Buffer.buffer(sealed)));
  }

  private int store(Tenant tx) {
    for (Chunk chunk : waiting) {
      tx.sql()
          .run(
              """
              INSERT INTO tenant.blob_chunk (workspace_id, blob_id, number, bytes) VALUES ($1, $2, $3, $4)
              ON CONFLICT DO NOTHING
              """,
              workspace.value(),
              id.value(),
              chunk.number(),
              chunk.sealed());
    }
    return tx.sql()
        .change("UPDATE tenant.blob SET written_at = $2 WHERE id = $1", id.value(), tx.now());
  }
}
