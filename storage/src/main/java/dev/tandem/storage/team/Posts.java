package dev.tandem.storage.team;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is said in rooms.
public final class Posts {
  private static final SealedColumn CONTENT =
      new SealedColumn("post", "content", KeyClass.MESSAGES);
  private static final SearchIndex SEARCHED = new SearchIndex(SearchKind.POST);
  private static final String COLUMNS =
      """
      SELECT p.id, p.room_id, p.seq, p.author_member_id, p.content, p.created_at, p.edited_at
      FROM tenant.post p
      """;
  private static final String SEEN =
      COLUMNS
          + " JOIN tenant.room r ON r.workspace_id = p.workspace_id AND r.id = p.room_id WHERE "
          + Rooms.VISIBLE;

  /// Stores a post at the end of its room, under the room's lock. Its author has read up to it.
  public Post add(Tenant tx, UUID id, UUID roomId, UUID authorId, PostText text) {
    boolean added =
        tx.sql()
            .one(
                """
                WITH locked AS MATERIALIZED (
                  SELECT last_seq + 1 AS seq FROM tenant.room WHERE id = $3 FOR UPDATE
                ), added AS (
                  INSERT INTO tenant.post (workspace_id, id, room_id, seq, author_member_id, content, created_at)
                  SELECT $1, $2, $3, locked.seq, $4, $5, $6 FROM locked RETURNING seq
                ), counted AS (
                  UPDATE tenant.room r SET last_seq = added.seq, last_at = greatest($6, r.last_at)
                  FROM added WHERE r.id = $3
                ), own AS (
                  UPDATE tenant.room_member m SET read_seq = added.seq
                  FROM added WHERE m.room_id = $3 AND m.member_id = $4
                )
                SELECT seq FROM added
                """,
                tx.workspace().value(),
                id,
                roomId,
                authorId,
                seal(tx, id, text),
                tx.now())
            .isPresent();
    if (!added) {
      throw new IllegalArgumentException("no such room");
    }
    SEARCHED.add(tx, id, tx.now(), text.words().value());
    tx.announce(new Change.PostAdded(tx.workspace(), roomId, id));
    return existing(tx, id);
  }

  private static byte[] seal(Tenant tx, UUID id, PostText text) {
    return tx.vault().seal(CONTENT, id, text.words().value());
  }

  private static Post existing(Tenant tx, UUID id) {
    return tx.sql()
        .one(COLUMNS + "WHERE p.id = $1", row -> read(tx, row), id)
        .orElseThrow(() -> new AssertionError("it was just written"));
  }

  /// As far as `memberId` may see its room.
  public Optional<Post> find(Tenant tx, UUID memberId, UUID id) {
    return tx.sql().one(SEEN + " AND p.id = $2", row -> read(tx, row), memberId, id);
  }

  /// Posts before `beforeSeq`, newest first. The page's cursor is the next `beforeSeq` in digits.
  public Page<Post> page(Tenant tx, UUID roomId, long beforeSeq, int limit) {
    int rows = Page.limit(limit);
    List<Post> found =
        tx.sql()
            .list(
                COLUMNS + "WHERE p.room_id = $1 AND p.seq < $2 ORDER BY p.seq DESC LIMIT $3",
                row -> read(tx, row),
                roomId,
                beforeSeq,
                rows + 1);
    return Page.cut(found, rows, post -> Long.toString(post.seq()));
  }

  /// Gives a post other words. False when it was deleted, or there is none.
  public boolean change(Tenant tx, UUID id, PostText text) {
    boolean changed =
        tx.sql()
                .change(
                    "UPDATE tenant.post SET content = $2, edited_at = $3 WHERE id = $1 AND deleted_at IS NULL",
                    id,
                    seal(tx, id, text),
                    tx.now())
            == 1;
    if (changed) {
      Post post = existing(tx, id);
      SEARCHED.remove(tx, id);
      SEARCHED.add(tx, id, post.createdAt(), text.words().value());
      tx.announce(new Change.PostChanged(tx.workspace(), post.roomId(), id));
    }
    return changed;
  }

  /// Forgets a post's words; its place stays. False when it was deleted before, or there is none.
  public boolean delete(Tenant tx, UUID id) {
    boolean deleted =
        tx.sql()
                .change(
                    "UPDATE tenant.post SET content = NULL, deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL",
                    id,
                    tx.now())
            == 1;
    if (deleted) {
      SEARCHED.remove(tx, id);
      tx.announce(new Change.PostChanged(tx.workspace(), existing(tx, id).roomId(), id));
    }
    return deleted;
  }

  /// Posts in rooms that `memberId` may see, with all words of the query; newest first. Highlights
  /// count in [#searched].
  public Page<Hit<Post>> search(
      Tenant tx, UUID memberId, String query, Optional<String> cursor, int limit) {
    return SEARCHED.find(tx, query, cursor, limit, ids -> of(tx, memberId, ids), Posts::searched);
  }

  /// What of a post is searched.
  public static String searched(Post post) {
    return post.text().map(text -> text.words().value()).orElse("");
  }

  /// Indexes the posts behind `after` in the order of their ids, for a search that was switched on;
  /// which they were. They are held against changes until the transaction ends.
  public List<UUID> reindex(Tenant tx, Optional<UUID> after, int limit) {
    List<Post> next =
        tx.sql()
            .list(
                COLUMNS + "WHERE p.id > $1 ORDER BY p.id LIMIT $2 FOR SHARE OF p",
                row -> read(tx, row),
                after.orElse(new UUID(0, 0)),
                limit);
    next.stream()
        .filter(post -> post.text().isPresent())
        .forEach(post -> SEARCHED.add(tx, post.id(), post.createdAt(), searched(post)));
    return next.stream().map(Post::id).toList();
  }

  private static Map<UUID, Post> of(Tenant tx, UUID memberId, List<UUID> ids) {
    return tx
        .sql()
        .list(
            SEEN + " AND p.id = ANY($2) AND p.deleted_at IS NULL",
            row -> read(tx, row),
            memberId,
            ids.toArray(UUID[]::new))
        .stream()
        .collect(Collectors.toMap(Post::id, Function.identity()));
  }

  private static Post read(Tenant tx, Row row) {
    UUID id = row.getUUID("id");
    return new Post(
        id,
        row.getUUID("room_id"),
        row.getLong("seq"),
        row.getUUID("author_member_id"),
        Sql.maybeBytes(row, "content")
            .map(bytes -> PostText.of(tx.vault().openText(CONTENT, id, bytes))),
        Sql.instant(row, "created_at"),
        Sql.maybeInstant(row, "edited_at"));
  }
}
