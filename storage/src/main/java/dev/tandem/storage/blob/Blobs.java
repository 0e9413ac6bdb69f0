package dev.tandem.storage.blob;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Blobs as rows of Postgres.
public final class Blobs {
  /// How long a blob may be without anybody who refers to it.
  public static final Duration ORPHAN_AGE = Duration.ofHours(1);

  /// Most bytes a blob holds: 1 GiB.
  public static final long MAX_LENGTH = 1L << 30;

  private final Storage storage;

  public Blobs(Storage storage) {
    this.storage = storage;
  }

  /// Starts a blob. Each full chunk is committed as it comes, so at most 16 KiB are lost with the
  /// process. `contentType` is kept in the clear.
  public BlobWriter create(WorkspaceId workspace, KeyClass keys, String contentType) {
    UUID id = Ids.next();
    StreamSealer sealer = storage.inWorkspace(workspace, tx -> insert(tx, id, keys, contentType));
    return new BlobWriter(storage, workspace, new BlobId(id), sealer);
  }

  private static StreamSealer insert(Tenant tx, UUID id, KeyClass keys, String contentType) {
    SealedColumn column = column(keys);
    int keyNumber = tx.vault().streamKeyNumber(column);
    StreamSealer sealer = tx.vault().sealStream(column, id, keyNumber);
    tx.sql()
        .run(
            """
            INSERT INTO tenant.blob (workspace_id, id, key_number, header, content_type, created_at, written_at)
            VALUES ($1, $2, $3, $4, $5, $6, $6)
            """,
            tx.workspace().value(),
            id,
            keyNumber,
            sealer.header(),
            contentType,
            tx.now());
    return sealer;
  }

  /// Opens a complete blob; its header, its key and its end are checked here. Empty when there is
  /// none.
  public Optional<BlobReader> open(WorkspaceId workspace, BlobId id) {
    return storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .one(
                    "SELECT key_number, header, content_type, length FROM tenant.blob WHERE id = $1 AND length IS NOT NULL",
                    id.value())
                .map(
                    row -> {
                      StreamOpener opener =
                          tx.vault()
                              .openStream(
                                  column(KeyClass.MEDIA),
                                  id.value(),
                                  row.getInteger("key_number"),
                                  Sql.bytes(row, "header"));
                      BlobReader reader =
                          new BlobReader(
                              storage,
                              workspace,
                              id,
                              row.getString("content_type"),
                              row.getLong("length"),
                              opener);
                      reader.proveLength(tx);
                      return reader;
                    }));
  }

  /// The binding names table and column; which class of key it was is the key number's matter.
  static SealedColumn column(KeyClass keys) {
    return new SealedColumn("blob", "chunks", keys);
  }

  /// Deletes blobs that nobody refers to and nobody has written to for [#ORPHAN_AGE]. Returns how
  /// many.
  public int sweep(Instant now) {
    int swept = 0;
    for (WorkspaceId workspace : storage.workspaces()) {
      swept +=
          storage.inWorkspace(
              workspace,
              tx ->
                  tx.sql()
                      .change(
                          """
                          DELETE FROM tenant.blob b WHERE b.written_at < $1
                          AND NOT EXISTS (SELECT FROM tenant.voicemail v WHERE v.blob_id = b.id)
                          """,
                          now.minus(ORPHAN_AGE)));
    }
    return swept;
  }
}
