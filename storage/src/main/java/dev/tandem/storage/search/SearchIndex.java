package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The table of keyed words of what is changed and removed now and then: one row a word.
/// [SegmentIndex] is for what is only added, and for very much of it.
public final class SearchIndex {
  private final SearchKind kind;
  private final Finder finder;

  public SearchIndex(SearchKind kind) {
    this.kind = kind;
    this.finder = new Finder(kind, this::candidates);
  }

  /// Indexes a text; nothing when the workspace has search switched off.
  public void add(Tenant tx, UUID subject, Instant at, String text) {
    tx.sql()
        .run(
            """
            INSERT INTO tenant.search_word (workspace_id, kind, word_index, at, subject_id)
            SELECT workspace_id, $1, unnest($2::bigint[]), $3, $4 FROM tenant.workspace WHERE searchable
            ON CONFLICT DO NOTHING
            """,
            kind,
            finder.terms(tx.vault(), text),
            at,
            subject);
  }

  public void remove(Tenant tx, UUID subject) {
    tx.sql()
        .run("DELETE FROM tenant.search_word WHERE kind = $1 AND subject_id = $2", kind, subject);
  }

  /// What matches, newest first. `open` gives what is still there of these ids, `text` what of it
  /// is searched. A page may be short and have a cursor: then more may follow.
  public <T> Page<Hit<T>> find(
      Tenant tx,
      String query,
      Optional<String> cursor,
      int limit,
      Function<List<UUID>, Map<UUID, T>> open,
      Function<T, String> text) {
    return finder.find(tx, query, cursor, limit, open, text);
  }

  /// Walks the most telling term's rows from new to old and asks for the other terms at each.
  private List<Candidate> candidates(Tenant tx, List<Long> terms, Cursor from, int wanted) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT w.at, w.subject_id FROM tenant.search_word w
            WHERE w.kind = $1 AND w.word_index = $2 AND (w.at, w.subject_id) < ($3, $4)
            """);
    List<Object> values =
        new ArrayList<>(List.of(kind.name(), terms.getFirst(), from.time(), from.id()));
    for (Long term : terms.subList(1, terms.size())) {
      values.add(term);
      sql.append(
              " AND EXISTS (SELECT FROM tenant.search_word o WHERE o.workspace_id = w.workspace_id AND o.kind = $1"
                  + " AND o.at = w.at AND o.subject_id = w.subject_id AND o.word_index = $")
          .append(values.size())
          .append(')');
    }
    values.add(wanted);
    sql.append(" ORDER BY w.at DESC, w.subject_id DESC LIMIT $").append(values.size());
    return tx.sql()
        .list(
            sql.toString(),
            row -> new Candidate(Sql.instant(row, "at"), row.getUUID("subject_id")),
            values.toArray());
  }
}
