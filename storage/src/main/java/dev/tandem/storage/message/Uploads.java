package dev.tandem.storage.message;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.Blobs;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What members uploaded to go with a text. Until a text names it, it is a draft of its member's
/// alone; then it is an attachment like those that came.
public final class Uploads {
  /// Drafts of one member at most.
  public static final int MOST = 40;

  /// Keeps a draft under an id of the caller's; its content is in a complete blob. Empty when the
  /// member has [#MOST] of them.
  public Optional<Attachment> add(
      Tenant tx, UUID id, UUID memberId, String mediaType, BlobId blob, long size) {
    int added =
        tx.sql()
            .change(
                """
                INSERT INTO tenant.attachment
                  (workspace_id, id, place, state, media_type, blob_id, size, uploaded_by, created_at)
                SELECT $1, $2, 0, 'DRAFT', $3, $4, $5, $6, $7
                WHERE (SELECT count(*) FROM tenant.attachment
                       WHERE message_id IS NULL AND uploaded_by = $6) < $8
                """,
                tx.workspace().value(),
                id,
                mediaType,
                blob.value(),
                size,
                memberId,
                tx.now(),
                MOST);
    return added == 1 ? find(tx, memberId, id) : Optional.empty();
  }

  /// A draft of the member's.
  public Optional<Attachment> find(Tenant tx, UUID memberId, UUID id) {
    return tx.sql()
        .one(
            Attachments.COLUMNS + "WHERE id = $1 AND uploaded_by = $2 AND message_id IS NULL",
            row -> Attachments.read(tx, row),
            id,
            memberId);
  }

  /// Drafts of the member's, in the given order, held until the transaction ends. Those that are
  /// none are left out.
  public List<Attachment> hold(Tenant tx, UUID memberId, List<UUID> ids) {
    Map<UUID, Attachment> held =
        tx
            .sql()
            .list(
                Attachments.COLUMNS
                    + "WHERE id = ANY($1) AND uploaded_by = $2 AND message_id IS NULL ORDER BY id"
                    + " FOR UPDATE",
                row -> Attachments.read(tx, row),
                ids.toArray(UUID[]::new),
                memberId)
            .stream()
            .collect(Collectors.toMap(Attachment::id, Function.identity()));
    return ids.stream()
        .distinct()
        .flatMap(id -> Optional.ofNullable(held.get(id)).stream())
        .toList();
  }

  /// The text goes with these drafts, in this order; from here on they are its attachments.
  public void give(Tenant tx, UUID messageId, List<Attachment> held) {
    int place = 0;
    for (Attachment one : held) {
      tx.sql()
          .run(
              """
              UPDATE tenant.attachment SET message_id = $2, place = $3, state = 'KEPT'
              WHERE id = $1 AND message_id IS NULL
              """,
              one.id(),
              messageId,
              place++);
    }
  }

  /// Drops a draft of the member's and its content. False when it is none.
  public boolean remove(Tenant tx, UUID memberId, UUID id) {
    return removed(
            tx,
            tx.sql()
                .list(
                    """
                    DELETE FROM tenant.attachment
                    WHERE id = $1 AND uploaded_by = $2 AND message_id IS NULL RETURNING blob_id, thumbnail_id
                    """,
                    Uploads::blobs,
                    id,
                    memberId))
        == 1;
  }

  /// Drops up to `limit` drafts from before `until`. Returns how many.
  public int sweep(Tenant tx, Instant until, int limit) {
    return removed(
        tx,
        tx.sql()
            .list(
                """
                DELETE FROM tenant.attachment WHERE id IN (
                  SELECT id FROM tenant.attachment WHERE message_id IS NULL AND created_at < $1
                  ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
                RETURNING blob_id, thumbnail_id
                """,
                Uploads::blobs,
                until,
                limit));
  }

  /// The content, and the smaller picture where there is one.
  private static List<BlobId> blobs(Row row) {
    return Stream.of(row.getUUID("blob_id"), row.getUUID("thumbnail_id"))
        .flatMap(Stream::ofNullable)
        .map(BlobId::new)
        .toList();
  }

  private static int removed(Tenant tx, List<List<BlobId>> rows) {
    rows.forEach(blobs -> blobs.forEach(blob -> Blobs.remove(tx, blob)));
    return rows.size();
  }
}
