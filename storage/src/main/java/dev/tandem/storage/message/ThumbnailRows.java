package dev.tandem.storage.message;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.pg.Sql;
import java.util.Optional;
import java.util.UUID;

/// Which smaller pictures there are of attachments. Each is a blob of its own.
public final class ThumbnailRows {

  /// What is known of an attachment's smaller picture.
  ///
  /// @param none whether it is known that none can be made
  public record Kept(Optional<BlobId> blob, boolean none) {}

  /// Empty when there is no such attachment.
  public Optional<Kept> find(Tenant tx, UUID attachment) {
    return tx.sql()
        .one(
            "SELECT thumbnail_id, thumbless FROM tenant.attachment WHERE id = $1",
            row ->
                new Kept(
                    Sql.maybeId(row, "thumbnail_id").map(BlobId::new), row.getBoolean("thumbless")),
            attachment);
  }

  /// Keeps a picture that is in a complete blob. False when there is one: then the blob is
  /// nobody's, and a sweep takes it.
  public boolean keep(Tenant tx, UUID attachment, BlobId blob) {
    return tx.sql()
            .change(
                "UPDATE tenant.attachment SET thumbnail_id = $2 WHERE id = $1 AND thumbnail_id IS NULL",
                attachment,
                blob.value())
        == 1;
  }

  /// Notes that none can be made.
  public boolean none(Tenant tx, UUID attachment) {
    return tx.sql()
            .change("UPDATE tenant.attachment SET thumbless = true WHERE id = $1", attachment)
        == 1;
  }
}
