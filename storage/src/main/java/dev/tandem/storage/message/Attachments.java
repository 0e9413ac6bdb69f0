package dev.tandem.storage.message;

import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What came and goes with texts. The content is a blob of its own.
public final class Attachments {
  private static final SealedColumn SOURCE =
      new SealedColumn("attachment", "source", KeyClass.MEDIA);
  static final String COLUMNS =
      """
      SELECT id, message_id, state, source, media_type, reason, blob_id, size, removed_at
      FROM tenant.attachment
      """;

  /// Notes what is to be fetched; the ids, in order.
  public List<UUID> add(Tenant tx, UUID messageId, List<NewAttachment> announced) {
    List<UUID> ids = new ArrayList<>();
    for (NewAttachment one : announced) {
      UUID id = Ids.next();
      tx.sql()
          .run(
              """
              INSERT INTO tenant.attachment
                (workspace_id, id, message_id, place, state, source, media_type, created_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
              """,
              tx.workspace().value(),
              id,
              messageId,
              ids.size(),
              Attachment.State.AWAITED,
              tx.vault().seal(SOURCE, id, one.source().value()),
              one.mediaType(),
              tx.now());
      ids.add(id);
    }
    return ids;
  }

  public Optional<Attachment> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// What came with these texts, in order. A text with nothing is left out.
  public Map<UUID, List<Attachment>> of(Tenant tx, Collection<UUID> messageIds) {
    Map<UUID, List<Attachment>> byMessage = new HashMap<>();
    if (messageIds.isEmpty()) {
      return byMessage;
    }
    tx.sql()
        .list(
            COLUMNS + "WHERE message_id = ANY($1) ORDER BY message_id, place",
            row -> read(tx, row),
            (Object) messageIds.toArray(UUID[]::new))
        .forEach(
            one ->
                one.messageId()
                    .ifPresent(
                        text -> byMessage.computeIfAbsent(text, _ -> new ArrayList<>()).add(one)));
    return byMessage;
  }

  /// Its content is here, in a complete blob. False when it was not awaited any more: then the blob
  /// is nobody's, and a sweep takes it.
  public boolean keep(Tenant tx, Attachment awaited, String mediaType, BlobId blob, long size) {
    return announced(
        tx,
        awaited,
        tx.sql()
            .change(
                """
                UPDATE tenant.attachment SET state = 'KEPT', media_type = $2, blob_id = $3, size = $4
                WHERE id = $1 AND state = 'AWAITED'
                """,
                awaited.id(),
                mediaType,
                blob.value(),
                size));
  }

  /// It will not be fetched, and where it was is forgotten.
  public boolean refuse(Tenant tx, Attachment awaited, String reason) {
    return announced(
        tx,
        awaited,
        tx.sql()
            .change(
                """
                UPDATE tenant.attachment SET state = 'REFUSED', reason = $2, source = NULL
                WHERE id = $1 AND state = 'AWAITED'
                """,
                awaited.id(),
                reason));
  }

  /// Nothing more is asked of the carrier.
  ///
  /// @param removed whether it is gone there
  public void settle(Tenant tx, UUID id, boolean removed) {
    tx.sql()
        .run(
            "UPDATE tenant.attachment SET source = NULL, removed_at = $2 WHERE id = $1",
            id,
            removed ? Optional.of(tx.now()) : Optional.empty());
  }

  /// Counts that a carrier fetches it. False when it was fetched `most` times before.
  public boolean fetched(Tenant tx, UUID id, int most) {
    return tx.sql()
            .change(
                "UPDATE tenant.attachment SET fetches = fetches + 1 WHERE id = $1 AND fetches < $2",
                id,
                most)
        == 1;
  }

  private static boolean announced(Tenant tx, Attachment one, int changed) {
    if (changed == 1) {
      one.messageId()
          .ifPresent(
              text -> tx.announce(new Change.AttachmentChanged(tx.workspace(), text, one.id())));
    }
    return changed == 1;
  }

  static Attachment read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    Long size = row.getLong("size");
    return new Attachment(
        id,
        Sql.maybeId(row, "message_id"),
        Attachment.State.valueOf(row.getString("state")),
        Sql.maybeBytes(row, "source")
            .map(bytes -> Personal.of(tx.vault().openText(SOURCE, id, bytes))),
        row.getString("media_type"),
        Sql.maybeText(row, "reason"),
        Sql.maybeId(row, "blob_id").map(BlobId::new),
        size == null ? 0 : size,
        Sql.maybeInstant(row, "removed_at").isPresent());
  }
}
