package dev.tandem.storage.blob;

import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.SealBroken;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;

/// Reads any range of one complete blob. Holds no connection between reads.
public final class BlobReader {
  /// Most bytes of one read: 1 MiB.
  public static final int MAX_READ = 1 << 20;

  private final WorkspaceId workspace;
  private final BlobId id;
  private final String contentType;
  private final long length;
  private final StreamOpener opener;
  private final ChunkStore chunks;

  BlobReader(
      WorkspaceId workspace,
      BlobId id,
      String contentType,
      long length,
      StreamOpener opener,
      ChunkStore chunks) {
    this.workspace = workspace;
    this.id = id;
    this.contentType = contentType;
    this.length = length;
    this.opener = opener;
    this.chunks = chunks;
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
    byte[] out = new byte[wanted];
    long first = offset / StreamSealer.CHUNK;
    long last = (offset + wanted - 1) / StreamSealer.CHUNK;
    chunks.get(
        new ChunkStore.Range(workspace, id.value(), first, last, length),
        (number, kept) -> copy(open(number, kept), number, offset, out));
    return out;
  }

  private static void copy(byte[] chunk, long number, long offset, byte[] out) {
    long start = number * StreamSealer.CHUNK;
    int from = (int) Math.max(0, offset - start);
    int until = (int) Math.min(chunk.length, offset + out.length - start);
    System.arraycopy(chunk, from, out, (int) (start + from - offset), until - from);
  }

  private byte[] open(long number, byte[] sealed) {
    return number == lastChunk() ? opener.last(number, sealed) : opener.middle(number, sealed);
  }

  private long lastChunk() {
    return ChunkStore.lastOf(length);
  }

  /// Opens the last chunk, which shows that the stream was not cut, whatever the row says about its
  /// length.
  void proveLength() {
    chunks.get(
        new ChunkStore.Range(workspace, id.value(), lastChunk(), lastChunk(), length),
        (number, kept) -> {
          if (opener.last(number, kept).length != length % StreamSealer.CHUNK) {
            throw new SealBroken("a blob's length was changed");
          }
        });
  }
}
