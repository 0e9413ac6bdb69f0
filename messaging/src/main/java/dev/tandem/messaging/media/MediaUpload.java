package dev.tandem.messaging.media;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// Takes in what a member wants to send along with a text, while it comes: looked at, freed of what
/// pictures say about their maker, sealed. Never whole in memory. Blocks; call it on a virtual
/// thread.
public final class MediaUpload {
  /// Most bytes of one file: the most that any carrier takes.
  public static final int MAX_BYTES = 5 * 1024 * 1024;

  private static final int PIECE = 16 * 1024;

  private final Blobs blobs;

  public MediaUpload(Storage storage) {
    this.blobs = new Blobs(storage);
  }

  /// What became of a file.
  public sealed interface Result {
    /// It is kept in a blob that nobody refers to yet.
    ///
    /// @param size as it is kept
    record Taken(BlobId blob, String mediaType, long size) implements Result {}

    /// It is not taken; `detail` says what to do.
    record Refused(String detail) implements Result {}
  }

  /// Reads `in` to its end.
  ///
  /// @param claimed the type that it is sent as
  /// @throws IOException what `in` throws
  public Result take(WorkspaceId workspace, InputStream in, String claimed) throws IOException {
    BufferedInputStream body = new BufferedInputStream(in, PIECE);
    body.mark(MediaKind.HEAD);
    byte[] head = body.readNBytes(MediaKind.HEAD);
    body.reset();
    Optional<MediaKind> kind = MediaKind.of(head);
    if (kind.isEmpty()) {
      return new Result.Refused("That is no picture, sound, film, contact card or PDF.");
    }
    if (!kind.get().mayBeCalled(claimed)) {
      return new Result.Refused("The file is something else than its type says.");
    }
    BlobWriter writer = blobs.create(workspace, KeyClass.MEDIA, kind.get().mediaType());
    Into into = new Into(writer);
    try (OutputStream out = new BufferedOutputStream(into, PIECE)) {
      Scrub.of(kind.get()).copy(body, out);
    } catch (Scrub.Malformed | EOFException broken) {
      return new Result.Refused("The file is damaged. Save it anew and try again.");
    }
    return new Result.Taken(writer.finish(), kind.get().mediaType(), into.length);
  }

  /// A blob as a stream.
  private static final class Into extends OutputStream {
    private final BlobWriter writer;
    private long length;

    Into(BlobWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      byte[] piece = new byte[count];
      System.arraycopy(bytes, from, piece, 0, count);
      writer.write(piece);
      length += count;
    }
  }
}
