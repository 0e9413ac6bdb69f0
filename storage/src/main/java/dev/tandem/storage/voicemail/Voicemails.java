package dev.tandem.storage.voicemail;

import dev.tandem.storage.Change;
import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Members' voicemails.
public final class Voicemails {
  private static final SealedColumn FROM =
      new SealedColumn("voicemail", "from_number", KeyClass.MEDIA);
  private static final SealedColumn PEAKS = new SealedColumn("voicemail", "peaks", KeyClass.MEDIA);
  private static final String COLUMNS =
      """
      SELECT id, call_id, for_member_id, from_member_id, from_number, created_at, duration_millis, peaks, blob_id, size,
             heard_at
      FROM tenant.voicemail
      """;

  /// Stores a voicemail. Its blob must be complete.
  public Voicemail create(Tenant tx, NewVoicemail voicemail) {
    long size =
        tx.sql()
            .one(
                "SELECT length FROM tenant.blob WHERE id = $1 AND length IS NOT NULL FOR SHARE",
                row -> row.getLong("length"),
                voicemail.blobId())
            .orElseThrow(
                () -> new IllegalArgumentException("the voicemail's sound is not complete"));
    tx.sql()
        .run(
            """
            INSERT INTO tenant.voicemail
              (workspace_id, id, call_id, for_member_id, from_member_id, from_number, created_at, duration_millis, peaks,
               blob_id, size)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            tx.workspace().value(),
            voicemail.id(),
            voicemail.callId(),
            voicemail.forMemberId(),
            voicemail.fromMemberId(),
            tx.vault().seal(FROM, voicemail.id(), voicemail.fromNumber().map(Personal::value)),
            tx.now(),
            voicemail.durationMillis(),
            tx.vault().seal(PEAKS, voicemail.id(), voicemail.peaks().value()),
            voicemail.blobId(),
            size);
    tx.announce(new Change.VoicemailAdded(tx.workspace(), voicemail.id()));
    return new Voicemail(
        voicemail.id(),
        voicemail.callId(),
        voicemail.forMemberId(),
        voicemail.fromMemberId(),
        voicemail.fromNumber(),
        tx.now(),
        voicemail.durationMillis(),
        voicemail.peaks(),
        voicemail.blobId(),
        size,
        Optional.empty());
  }

  public Optional<Voicemail> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE id = $1", row -> read(tx, row), id);
  }

  /// A member's, newest first.
  public Page<Voicemail> page(Tenant tx, UUID forMemberId, Optional<String> cursor, int limit) {
    int rows = Page.limit(limit);
    UUID before = cursor.map(Cursor::parse).orElse(Cursor.START).id();
    List<Voicemail> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE for_member_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
                row -> read(tx, row),
                forMemberId,
                before,
                rows + 1);
    return Page.cut(found, rows, last -> new Cursor(last.createdAt(), last.id()).text());
  }

  /// Marks it heard or not. False when it was so already, or there is none.
  public boolean setHeard(Tenant tx, UUID id, boolean heard) {
    boolean changed =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.voicemail SET heard_at = CASE WHEN $2 THEN $3::timestamptz END
                    WHERE id = $1 AND (heard_at IS NOT NULL) <> $2
                    """,
                    id,
                    heard,
                    tx.now())
            == 1;
    if (changed) {
      tx.announce(new Change.VoicemailChanged(tx.workspace(), id));
    }
    return changed;
  }

  /// Deletes it with its sound. False when there is none.
  public boolean delete(Tenant tx, UUID id) {
    Optional<Row> deleted =
        tx.sql()
            .one("DELETE FROM tenant.voicemail WHERE id = $1 RETURNING for_member_id, blob_id", id);
    deleted.ifPresent(
        row -> {
          Blobs.remove(tx, new BlobId(row.getUUID("blob_id")));
          tx.announce(
              new Change.VoicemailRemoved(tx.workspace(), id, row.getUUID("for_member_id")));
        });
    return deleted.isPresent();
  }

  private static Voicemail read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Voicemail(
        id,
        row.getUUID("call_id"),
        row.getUUID("for_member_id"),
        Sql.maybeId(row, "from_member_id"),
        Sql.maybeBytes(row, "from_number")
            .map(bytes -> Personal.of(tx.vault().openText(FROM, id, bytes))),
        Sql.instant(row, "created_at"),
        row.getLong("duration_millis"),
        Personal.of(tx.vault().open(PEAKS, id, Sql.bytes(row, "peaks"))),
        row.getUUID("blob_id"),
        row.getLong("size"),
        Sql.maybeInstant(row, "heard_at"));
  }
}
