package dev.tandem.messaging.media;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.ThumbnailRows;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Smaller pictures of what came or goes with texts: made when somebody asks for one the first
/// time, and kept sealed from then on. Two are made at once. Blocks; call it on a virtual thread.
public final class Thumbnails {
  private static final int AT_ONCE = 2;
  private static final int WAIT_SECONDS = 10;

  private final Storage storage;
  private final Blobs blobs;
  private final ThumbnailRows rows = new ThumbnailRows();
  private final Semaphore room = new Semaphore(AT_ONCE);

  public Thumbnails(Storage storage) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
  }

  /// Whether one can be made of such files.
  public static boolean madeOf(String mediaType) {
    return MediaKind.named(mediaType).filter(Thumbnail::madeOf).isPresent();
  }

  /// The smaller picture of an attachment that is here; empty when there can be none.
  public Optional<BlobReader> open(WorkspaceId workspace, Attachment attachment) {
    if (attachment.blob().isEmpty() || !madeOf(attachment.mediaType())) {
      return Optional.empty();
    }
    Optional<ThumbnailRows.Kept> kept = kept(workspace, attachment.id());
    if (kept.isEmpty() || kept.get().none()) {
      return Optional.empty();
    }
    Optional<BlobId> blob =
        kept.get().blob().or(() -> making(workspace, attachment.id(), attachment.blob().get()));
    return blob.flatMap(id -> blobs.open(workspace, id));
  }

  private Optional<ThumbnailRows.Kept> kept(WorkspaceId workspace, UUID attachment) {
    return storage.inWorkspace(workspace, tx -> rows.find(tx, attachment));
  }

  private Optional<BlobId> making(WorkspaceId workspace, UUID attachment, BlobId original) {
    boolean mine = false;
    try {
      mine = room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
      if (!mine) {
        throw StorageException.retryable("too many thumbnails at once", new TimeoutException());
      }
      // Who waited may find it made.
      Optional<ThumbnailRows.Kept> now = kept(workspace, attachment);
      return now.filter(it -> it.blob().isEmpty() && !it.none()).isPresent()
          ? make(workspace, attachment, original)
          : now.flatMap(ThumbnailRows.Kept::blob);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("interrupted", stop);
    } finally {
      if (mine) {
        room.release();
      }
    }
  }

  private Optional<BlobId> make(WorkspaceId workspace, UUID attachment, BlobId original) {
    byte[] picture =
        blobs.open(workspace, original).map(Thumbnails::all).orElseGet(() -> new byte[0]);
    Optional<Thumbnail> small = MediaKind.of(picture).flatMap(kind -> Thumbnail.of(kind, picture));
    if (small.isEmpty()) {
      boolean _ = storage.inWorkspace(workspace, tx -> rows.none(tx, attachment));
      return Optional.empty();
    }
    BlobWriter writer = blobs.create(workspace, KeyClass.MEDIA, small.get().mediaType());
    writer.write(small.get().content());
    BlobId blob = writer.finish();
    boolean _ = storage.inWorkspace(workspace, tx -> rows.keep(tx, attachment, blob));
    return kept(workspace, attachment).flatMap(ThumbnailRows.Kept::blob);
  }

  private static byte[] all(BlobReader reader) {
    ByteBuffer all = ByteBuffer.allocate((int) reader.length());
    while (all.hasRemaining()) {
      all.put(reader.read(all.position(), BlobReader.MAX_READ));
    }
    return all.array();
  }
}
