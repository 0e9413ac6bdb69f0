package dev.tandem.storage.blob;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Removes one workspace's chunks that nobody needs from an S3-compatible store.
final class ObjectSweep {
  /// How old chunks of a blob that the database does not know must be. Whoever went back to an
  /// older database by mistake has this long to notice.
  static final Duration STRAY_AGE = Duration.ofDays(1);

  private final Storage storage;
  private final ObjectChunks objects;
  private final WorkspaceId workspace;

  ObjectSweep(Storage storage, ObjectChunks objects, WorkspaceId workspace) {
    this.storage = storage;
    this.objects = objects;
    this.workspace = workspace;
  }

  void run(Instant now) {
    for (UUID blob : storage.inWorkspace(workspace, BlobRows::removed)) {
      objects.delete(workspace, blob);
      int _ = storage.inWorkspace(workspace, tx -> BlobRows.forget(tx, blob));
    }
    // A blob's row is there before its first object: what has no row now was swept before.
    for (UUID blob : objects.stored(workspace, now.minus(STRAY_AGE))) {
      if (!storage.inWorkspace(workspace, tx -> BlobRows.exists(tx, blob))) {
        objects.delete(workspace, blob);
      }
    }
  }
}
