package dev.tandem.storage.blob;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.StreamKeys;
import dev.tandem.storage.seal.StreamSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Blobs: written once from beginning to end, then read in any order. New ones go to the
/// S3-compatible store where one is configured, otherwise to Postgres; each is read from where it
/// lies.
public final class Blobs {
  /// How long a blob may be without anybody who refers to it.
  public static final Duration ORPHAN_AGE = Duration.ofHours(1);

  /// Most bytes a blob holds: 1 GiB.
  public static final long MAX_LENGTH = 1L << 30;

  private final Storage storage;
  private final long maxLength;
  private final PostgresChunks rows;
  private final Optional<ObjectChunks> objects;

  public Blobs(Storage storage) {
    this(storage, MAX_LENGTH);
  }

  Blobs(Storage storage, long maxLength) {
    this.storage = storage;
    this.maxLength = maxLength;
    this.rows = new PostgresChunks(storage);
    this.objects = storage.objectStore().map(store -> new ObjectChunks(storage, store));
  }

  /// Starts a blob. What is written is committed piece by piece as it comes: 16 KiB in Postgres,
  /// 256 KiB in an S3-compatible store. `contentType` is kept in the clear.
  public BlobWriter create(WorkspaceId workspace, KeyClass keys, String contentType) {
    UUID id = Ids.next();
    ChunkStore chunks = objects.<ChunkStore>map(store -> store).orElse(rows);
    StreamSealer sealer =
        storage.inWorkspace(
            workspace,
            tx -> {
              StreamSealer started = tx.vault().sealStream(StreamKeys.column(keys), id);
              BlobRows.insert(tx, id, keys, started, contentType, chunks.place());
              return started;
            });
    return new BlobWriter(storage, workspace, new BlobId(id), sealer, chunks, maxLength);
  }

  /// Opens a complete blob; its key and its end are checked here. Empty when there is none.
  public Optional<BlobReader> open(WorkspaceId workspace, BlobId id) {
    Optional<BlobReader> reader =
        storage.inWorkspace(
            workspace, tx -> BlobRows.complete(tx, id.value()).map(found -> reader(tx, id, found)));
    reader.ifPresent(BlobReader::proveLength);
    return reader;
  }

  private BlobReader reader(Tenant tx, BlobId id, BlobRows.Found found) {
    return new BlobReader(
        tx.workspace(),
        id,
        found.contentType(),
        found.length(),
        found.opener(),
        chunks(found.place()));
  }

  private ChunkStore chunks(BlobPlace place) {
    return switch (place) {
      case POSTGRES -> rows;
      case S3 ->
          objects.orElseThrow(
              () ->
                  StorageException.fatal(
                      "this blob lies in an S3-compatible store; set TANDEM_BLOB_STORE as it was"));
    };
  }

  /// Removes a blob together with what referred to it, in the transaction that removes that. From
  /// its commit on nobody can open it; chunks that lie outside Postgres go with the next sweep.
  public static void remove(Tenant tx, BlobId id) {
    BlobRows.remove(tx, id.value());
  }

  /// Deletes blobs that nobody refers to and nobody has written to for [#ORPHAN_AGE], and what is
  /// left of removed ones. Returns how many.
  public int sweep(Instant now) {
    int swept = 0;
    for (WorkspaceId workspace : storage.workspaces()) {
      swept +=
          storage.inWorkspace(workspace, tx -> BlobRows.removeOrphans(tx, now.minus(ORPHAN_AGE)));
      if (objects.isPresent()) {
        new ObjectSweep(storage, objects.get(), workspace).run(now);
      }
    }
    return swept;
  }
}
