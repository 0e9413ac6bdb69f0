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
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.SearchIndex;
import dev.tandem.storage.search.SearchKind;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Members' voicemails.
public final class Voicemails {
  private static final SealedColumn FROM =
      new SealedColumn("voicemail", "from_number", KeyClass.MEDIA);
  private static final SealedColumn PEAKS = new SealedColumn("voicemail", "peaks", KeyClass.MEDIA);
  private static final SealedColumn TRANSCRIPT =
      new SealedColumn("voicemail", "transcript", KeyClass.MEDIA);
  private static final SearchIndex SEARCHED = new SearchIndex(SearchKind.VOICEMAIL);
  private static final String COLUMNS =
      """
      SELECT id, call_id, for_member_id, from_member_id, from_number, created_at, duration_millis, peaks, blob_id, size,
             heard_at, transcript
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
    Voicemail stored = stored(tx, voicemail, size);
    index(tx, stored);
    tx.announce(new Change.VoicemailAdded(tx.workspace(), voicemail.id()));
    return stored;
  }

  private static Voicemail stored(Tenant tx, NewVoicemail voicemail, long size) {
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
        Optional.empty(),
        Optional.empty());
  }

  /// Keeps what is said in it, in place of what was kept before. False when there is no such
  /// voicemail.
  public boolean setTranscript(Tenant tx, UUID id, Personal<String> transcript) {
    Optional<Voicemail> kept =
        tx.sql()
            .one(
                "UPDATE tenant.voicemail SET transcript = $2 WHERE id = $1 RETURNING *",
                row -> read(tx, row),
                id,
                tx.vault().seal(TRANSCRIPT, id, transcript.value()));
    kept.ifPresent(
        voicemail -> {
          SEARCHED.remove(tx, id);
          index(tx, voicemail);
          tx.announce(new Change.VoicemailChanged(tx.workspace(), id));
        });
    return kept.isPresent();
  }

  private static void index(Tenant tx, Voicemail voicemail) {
    SEARCHED.add(tx, voicemail.id(), voicemail.createdAt(), searched(voicemail));
  }

  /// What of a voicemail is searched: the transcript, and the caller's number in a line behind it.
  public static String searched(Voicemail voicemail) {
    return voicemail.transcript().map(Personal::value).orElse("")
        + "\n"
        + voicemail.fromNumber().map(Personal::value).orElse("");
  }

  /// A member's voicemails with all words of the query in their transcript, or from a number with
  /// these last digits; newest first. Highlights count in [#searched].
  public Page<Hit<Voicemail>> search(
      Tenant tx, UUID forMemberId, String query, Optional<String> cursor, int limit) {
    return SEARCHED.find(
        tx, query, cursor, limit, ids -> of(tx, forMemberId, ids), Voicemails::searched);
  }

  /// Indexes the voicemails behind `after` in the order of their ids, for a search that was
  /// switched on; which they were. They are held against deletion until the transaction ends.
  public List<UUID> reindex(Tenant tx, Optional<UUID> after, int limit) {
    List<Voicemail> next =
        tx.sql()
            .list(
                COLUMNS + "WHERE id > $1 ORDER BY id LIMIT $2 FOR SHARE",
                row -> read(tx, row),
                after.orElse(new UUID(0, 0)),
                limit);
    next.forEach(voicemail -> index(tx, voicemail));
    return next.stream().map(Voicemail::id).toList();
  }

  private static Map<UUID, Voicemail> of(Tenant tx, UUID forMemberId, List<UUID> ids) {
    return tx
        .sql()
        .list(
            COLUMNS + "WHERE for_member_id = $1 AND id = ANY($2)",
            row -> read(tx, row),
            forMemberId,
            ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Voicemail::id, Function.identity()));
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
          SEARCHED.remove(tx, id);
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
        Sql.maybeInstant(row, "heard_at"),
        Sql.maybeBytes(row, "transcript")
            .map(bytes -> Personal.of(tx.vault().openText(TRANSCRIPT, id, bytes))));
  }
}
