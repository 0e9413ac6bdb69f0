package dev.tandem.gateway.edge.http;

import dev.tandem.storage.blob.BlobReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A blob as an answer: whole, or the part that `Range` names.
final class BlobReply {
  private BlobReply() {}

  static Reply of(Ask ask, BlobReader reader, Map<String, String> about) {
    Map<String, String> headers = new LinkedHashMap<>(about);
    headers.put("accept-ranges", "bytes");
    long length = reader.length();
    // There is no validator that `If-Range` could name, so it never fits: the whole then.
    boolean whole = ask.headers().contains("if-range");
    Optional<ByteRange> range =
        whole ? Optional.empty() : ByteRange.of(ask.headers().get("range"), length);
    if (range.isEmpty()) {
      return new Reply.Stream(200, headers, length, new BlobSource(reader, 0, length));
    }
    ByteRange part = range.get();
    headers.put("content-range", part.contentRange(length));
    return new Reply.Stream(
        206, headers, part.length(), new BlobSource(reader, part.first(), part.length()));
  }

  /// Reads a part of a blob in pieces.
  private static final class BlobSource implements Reply.Source {
    private static final int PIECE_BYTES = 64 * 1024;

    private final BlobReader reader;
    private long offset;
    private long left;

    BlobSource(BlobReader reader, long offset, long length) {
      this.reader = reader;
      this.offset = offset;
      this.left = length;
    }

    @Override
    public Optional<byte[]> next() {
      if (left == 0) {
        return Optional.empty();
      }
      byte[] piece = reader.read(offset, (int) Math.min(PIECE_BYTES, left));
      offset += piece.length;
      left -= piece.length;
      return Optional.of(piece);
    }

    @Override
    public void close() {}
  }
}
