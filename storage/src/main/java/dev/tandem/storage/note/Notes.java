package dev.tandem.storage.note;

import dev.tandem.storage.Change;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.search.SearchIndex;
import dev.tandem.storage.search.SearchKind;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The notes of conversations.
public final class Notes {
  private static final SealedColumn CONTENT =
      new SealedColumn("note", "content", KeyClass.MESSAGES);
  private static final SearchIndex SEARCHED = new SearchIndex(SearchKind.NOTE);
  private static final String COLUMNS =
      """
      SELECT n.id, n.conversation_id, n.seq, n.author_member_id, n.content, n.created_at, n.edited_at,
             ARRAY(SELECT m.member_id FROM tenant.mention m
                   WHERE m.workspace_id = n.workspace_id AND m.note_id = n.id ORDER BY m.member_id) AS mentions
      FROM tenant.note n
      """;

  /// Stores a note at the end of its conversation. The conversation's row is locked, so that texts
  /// and notes are numbered together, without gaps and doubles. The conversation stays where it is
  /// in lists, and is no more unread than before, but for those whom the note calls.
  public Note add(Tenant tx, NewNote note) {
    boolean added =
        tx.sql()
            .one(
                """
                WITH locked AS MATERIALIZED (
                  SELECT last_seq + 1 AS seq FROM tenant.conversation WHERE id = $3 FOR UPDATE
                ), added AS (
                  INSERT INTO tenant.note (workspace_id, id, conversation_id, seq, author_member_id, content, created_at)
                  SELECT $1, $2, $3, locked.seq, $4, $5, $6 FROM locked RETURNING seq
                ), counted AS (
                  UPDATE tenant.conversation c SET last_seq = added.seq FROM added WHERE c.id = $3
                )
                SELECT seq FROM added
                """,
                tx.workspace().value(),
                note.id(),
                note.conversationId(),
                note.authorMemberId(),
                seal(tx, note.id(), note.text()),
                tx.now())
            .isPresent();
    if (!added) {
      throw new IllegalArgumentException("no such conversation");
    }
    Mentions.set(tx, existing(tx, note.id()), note.mentions());
    SEARCHED.add(tx, note.id(), tx.now(), note.text().words().value());
    tx.announce(new Change.NoteAdded(tx.workspace(), note.conversationId(), note.id()));
    return existing(tx, note.id());
  }

  private static byte[] seal(Tenant tx, UUID id, NoteText text) {
    return tx.vault().seal(CONTENT, id, text.words().value());
  }

  private Note existing(Tenant tx, UUID id) {
    return find(tx, id).orElseThrow(() -> new AssertionError("it was just written"));
  }

  public Optional<Note> find(Tenant tx, UUID id) {
    return tx.sql().one(COLUMNS + "WHERE n.id = $1", row -> read(tx, row), id);
  }

  /// Notes with numbers before `beforeSeq`, newest first, at most `limit` (1 to [Page#MAX] + 1).
  /// Deleted ones are among them, without words.
  public List<Note> before(Tenant tx, UUID conversationId, long beforeSeq, int limit) {
    return tx.sql()
        .list(
            COLUMNS + "WHERE n.conversation_id = $1 AND n.seq < $2 ORDER BY n.seq DESC LIMIT $3",
            row -> read(tx, row),
            conversationId,
            beforeSeq,
            Math.clamp(limit, 1, Page.MAX + 1));
  }

  /// Gives a note other words. False when it was deleted, or there is none.
  public boolean change(Tenant tx, UUID id, NoteText text, List<UUID> mentions) {
    boolean changed =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.note SET content = $2, edited_at = $3 WHERE id = $1 AND deleted_at IS NULL
                    """,
                    id,
                    seal(tx, id, text),
                    tx.now())
            == 1;
    if (changed) {
      Note note = existing(tx, id);
      Mentions.set(tx, note, mentions);
      SEARCHED.remove(tx, id);
      SEARCHED.add(tx, id, note.createdAt(), text.words().value());
      tx.announce(new Change.NoteChanged(tx.workspace(), note.conversationId(), id));
    }
    return changed;
  }

  /// Forgets a note's words and whom it called; its place stays. False when it was deleted before,
  /// or there is none.
  public boolean delete(Tenant tx, UUID id) {
    boolean deleted =
        tx.sql()
                .change(
                    """
                    UPDATE tenant.note SET content = NULL, deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL
                    """,
                    id,
                    tx.now())
            == 1;
    if (deleted) {
      Note note = existing(tx, id);
      Mentions.set(tx, note, List.of());
      SEARCHED.remove(tx, id);
      tx.announce(new Change.NoteChanged(tx.workspace(), note.conversationId(), id));
    }
    return deleted;
  }

  /// Notes that hold all words of the query, newest first. Highlights count in [#searched].
  public Page<Hit<Note>> search(Tenant tx, String query, Optional<String> cursor, int limit) {
    return SEARCHED.find(tx, query, cursor, limit, ids -> of(tx, ids), Notes::searched);
  }

  /// What of a note is searched.
  public static String searched(Note note) {
    return note.text().map(text -> text.words().value()).orElse("");
  }

  /// Indexes the notes behind `after` in the order of their ids, for a search that was switched on;
  /// which they were. They are held against changes until the transaction ends.
  public List<UUID> reindex(Tenant tx, Optional<UUID> after, int limit) {
    List<Note> next =
        tx.sql()
            .list(
                COLUMNS + "WHERE n.id > $1 ORDER BY n.id LIMIT $2 FOR SHARE OF n",
                row -> read(tx, row),
                after.orElse(new UUID(0, 0)),
                limit);
    next.stream()
        .filter(note -> note.text().isPresent())
        .forEach(note -> SEARCHED.add(tx, note.id(), note.createdAt(), searched(note)));
    return next.stream().map(Note::id).toList();
  }

  private static Map<UUID, Note> of(Tenant tx, List<UUID> ids) {
    return tx
        .sql()
        .list(
            COLUMNS + "WHERE n.id = ANY($1) AND n.deleted_at IS NULL",
            row -> read(tx, row),
            (Object) ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Note::id, Function.identity()));
  }

  private static Note read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Note(
        id,
        row.getUUID("conversation_id"),
        row.getLong("seq"),
        row.getUUID("author_member_id"),
        Sql.maybeBytes(row, "content")
            .map(bytes -> NoteText.of(tx.vault().openText(CONTENT, id, bytes))),
        Arrays.asList(row.getArrayOfUUIDs("mentions")),
        Sql.instant(row, "created_at"),
        Sql.maybeInstant(row, "edited_at"));
  }
}
