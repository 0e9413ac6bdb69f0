package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;
import io.vertx.sqlclient.Row;

/// Reads any range of one complete blob. Holds no connection between reads.
public final class BlobReader {
  /// Most bytes of one read: 1 MiB.
  public static final int MAX_READ = 1 << 20;

  private final Storage storage;
  private final WorkspaceId workspace;
  private final BlobId id;
  private final String contentType;
  private final long length;
  private final StreamOpener opener;

  BlobReader(
      Storage storage,
      WorkspaceId workspace,
      BlobId id,
      String contentType,
      long length,
      StreamOpener opener) {
    this.storage = storage;
    this.workspace = workspace;
    this.id = id;
    this.contentType = contentType;
    this.length = length;
    this.opener = opener;
  }

  public long length() {
    return length;
  }

  public String contentType() {
    return contentType;
  }

  /// The bytes from `offset` on, `count` of them or as many as there are, at most [#MAX_READ].
  public byte[] read(long offset, int count) {
    if (offset < 0 || offset > length || count < 0) {
      throw new IllegalArgumentException("a range lies within the blob");
    }
    int wanted = (int) Math.min(Math.min(count, MAX_READ), length - offset);
    if (wanted == 0) {
      return new byte[0];
    }
    return storage.inWorkspace(workspace, tx -> read(tx, offset, wanted));
  }

  private byte[] read(Tenant tx, long offset, int wanted) {
    byte[] out = new byte[wanted];
    long first = offset / StreamSealer.CHUNK;
    long last = (offset + wanted - 1) / StreamSealer.CHUNK;
    long expected = first;
    for (Row row :
        tx.sql()
            .run(
                """
                SELECT number, bytes FROM tenant.blob_chunk
                WHERE blob_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number
                """,
                id.value(),
                first,
                last)) {
      if (row.getLong("number") != expected) {
        break;
      }
      byte[] chunk = open(expected, Sql.bytes(row, "bytes"));
      long start = expected * StreamSealer.CHUNK;
      int from = (int) Math.max(0, offset - start);
      int until = (int) Math.min(chunk.length, offset + wanted - start);
      System.arraycopy(chunk, from, out, (int) (start + from - offset), until - from);
      expected++;
    }
    if (expected != last + 1) {
      throw missing();
    }
    return out;
  }

  private byte[] open(long number, byte[] sealed) {
    return number == lastChunk() ? opener.last(number, sealed) : opener.middle(number, sealed);
  }

  private long lastChunk() {
    return length / StreamSealer.CHUNK;
  }

  /// Opens the last chunk, which shows that the stream was not cut, whatever the row says about its
  /// length.
  void proveLength(Tenant tx) {
    byte[] sealed =
        tx.sql()
            .one(
                "SELECT bytes FROM tenant.blob_chunk WHERE blob_id = $1 AND number = $2",
                row -> Sql.bytes(row, "bytes"),
                id.value(),
                lastChunk())
            .orElseThrow(BlobReader::missing);
    if (opener.last(lastChunk(), sealed).length != length % StreamSealer.CHUNK) {
      throw new SealBroken("a blob's length was changed");
    }
  }

  private static StorageException missing() {
    return StorageException.fatal("a chunk of a blob is missing");
  }
}
