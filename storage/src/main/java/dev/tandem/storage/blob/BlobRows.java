package dev.tandem.storage.blob;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.StreamKeys;
import dev.tandem.storage.seal.StreamOpener;
import dev.tandem.storage.seal.StreamSealer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `tenant.blob`. A blob that lies in another store is *removed* in two steps: its row
/// says so and forgets the stream's key, without which nobody can open a chunk; then, behind the
/// commit, a sweep deletes the chunks and the row.
final class BlobRows {
  private BlobRows() {}

  /// What the database says about a complete blob.
  record Found(StreamOpener opener, String contentType, long length, BlobPlace place) {}

  static void insert(
      Tenant tx, UUID id, KeyClass keys, StreamSealer sealer, String type, BlobPlace place) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.blob
              (workspace_id, id, stream_key, content_type, created_at, written_at, place)
            VALUES ($1, $2, $3, $4, $5, $5, $6)
            """,
            tx.workspace().value(),
            id,
            tx.vault().wrap(sealer, StreamKeys.column(keys), id),
            type,
            tx.now(),
            place);
  }

  static Optional<Found> complete(Tenant tx, UUID id) {
    return tx.sql()
        .one(
            """
            SELECT stream_key, key_number, header, content_type, length, place FROM tenant.blob
            WHERE id = $1 AND length IS NOT NULL
            """,
            row ->
                new Found(
                    StreamKeys.open(tx.vault(), id, row),
                    row.getString("content_type"),
                    row.getLong("length"),
                    BlobPlace.valueOf(row.getString("place"))),
            id);
  }

  /// Somebody writes it. Fails when it was swept.
  static boolean touch(Tenant tx, UUID id) {
    return changed(
        tx.sql()
            .change(
                "UPDATE tenant.blob SET written_at = $2 WHERE id = $1 AND removed_at IS NULL",
                id,
                tx.now()));
  }

  /// From here on it can be read. Fails when it was swept.
  static boolean end(Tenant tx, UUID id, long length) {
    return changed(
        tx.sql()
            .change(
                "UPDATE tenant.blob SET length = $2, written_at = $3 WHERE id = $1 AND removed_at"
                    + " IS NULL",
                id,
                length,
                tx.now()));
  }

  private static boolean changed(int rows) {
    if (rows == 0) {
      throw ChunkStore.swept();
    }
    return true;
  }

  /// Removes one blob that nobody refers to any more.
  static void remove(Tenant tx, UUID id) {
    tx.sql().run("DELETE FROM tenant.blob WHERE id = $1 AND place = $2", id, BlobPlace.POSTGRES);
    tx.sql()
        .run(
            "UPDATE tenant.blob SET length = NULL, stream_key = NULL, header = NULL, removed_at = $2 WHERE id = $1",
            id,
            tx.now());
  }

  /// Removes what nobody refers to and nobody wrote to since `until`. Returns how many.
  static int removeOrphans(Tenant tx, Instant until) {
    String orphan =
        """
        WHERE b.written_at < $1 AND b.removed_at IS NULL
          AND NOT EXISTS (SELECT FROM tenant.voicemail v WHERE v.blob_id = b.id)
          AND NOT EXISTS (SELECT FROM tenant.attachment a WHERE a.blob_id = b.id)
          AND NOT EXISTS (SELECT FROM tenant.attachment a WHERE a.thumbnail_id = b.id)
        """;
    return tx.sql()
            .change(
                "DELETE FROM tenant.blob b " + orphan + " AND b.place = $2",
                until,
                BlobPlace.POSTGRES)
        + tx.sql()
            .change(
                "UPDATE tenant.blob b SET length = NULL, stream_key = NULL, header = NULL, removed_at = $2 "
                    + orphan,
                until,
                tx.now());
  }

  /// Removed ones whose chunks may still be there.
  static List<UUID> removed(Tenant tx) {
    return tx.sql()
        .list(
            "SELECT id FROM tenant.blob WHERE removed_at IS NOT NULL ORDER BY id LIMIT 1000",
            row -> row.getUUID("id"));
  }

  /// Its chunks are gone.
  static int forget(Tenant tx, UUID id) {
    return tx.sql().change("DELETE FROM tenant.blob WHERE id = $1 AND removed_at IS NOT NULL", id);
  }

  static boolean exists(Tenant tx, UUID id) {
    return tx.sql().one("SELECT id FROM tenant.blob WHERE id = $1", id).isPresent();
  }
}
