package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The table of keyed words: 64 bits of HMAC each. Terms that fall together by chance are told
/// apart when the text is opened.
public final class SearchIndex {
  /// Candidates that one call opens at most; the page's cursor goes on behind them.
  private static final int MAX_OPENED = 2_000;

  private static final int OPENED_A_READ = 50;

  private record Candidate(Instant at, UUID subject) {}

  private final SearchKind kind;

  public SearchIndex(SearchKind kind) {
    this.kind = kind;
  }

  /// The keyed terms of a text, for a store that writes them in its own statement.
  public Long[] terms(Tenant tx, String text) {
    return SearchTerms.indexed(text).stream().map(term -> keyed(tx, term)).toArray(Long[]::new);
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
            terms(tx, text),
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
    Optional<SearchTerms> terms = SearchTerms.of(query);
    if (terms.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    int wanted = Page.limit(limit);
    List<Hit<T>> hits = new ArrayList<>();
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    for (int opened = 0; opened < MAX_OPENED; opened += OPENED_A_READ) {
      List<Candidate> candidates = candidates(tx, terms.get().lookedUp(), from);
      Map<UUID, T> there = open.apply(candidates.stream().map(Candidate::subject).toList());
      for (Candidate candidate : candidates) {
        if (hits.size() == wanted) {
          return new Page<>(hits, Optional.of(from.text()));
        }
        from = new Cursor(candidate.at(), candidate.subject());
        T found = there.get(candidate.subject());
        if (found != null) {
          terms
              .get()
              .match(text.apply(found))
              .ifPresent(marks -> hits.add(new Hit<>(found, marks)));
        }
      }
      if (candidates.size() < OPENED_A_READ) {
        return new Page<>(hits, Optional.empty());
      }
    }
    return new Page<>(hits, Optional.of(from.text()));
  }

  /// Walks the most telling term's rows from new to old and asks for the other terms at each.
  private List<Candidate> candidates(Tenant tx, List<String> terms, Cursor from) {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT w.at, w.subject_id FROM tenant.search_word w
            WHERE w.kind = $1 AND w.word_index = $2 AND (w.at, w.subject_id) < ($3, $4)
            """);
    List<Object> values =
        new ArrayList<>(List.of(kind.name(), keyed(tx, terms.getFirst()), from.time(), from.id()));
    for (String term : terms.subList(1, terms.size())) {
      values.add(keyed(tx, term));
      sql.append(
              " AND EXISTS (SELECT FROM tenant.search_word o WHERE o.workspace_id = w.workspace_id AND o.kind = $1"
                  + " AND o.at = w.at AND o.subject_id = w.subject_id AND o.word_index = $")
          .append(values.size())
          .append(')');
    }
    sql.append(" ORDER BY w.at DESC, w.subject_id DESC LIMIT " + OPENED_A_READ);
    return tx.sql()
        .list(
            sql.toString(),
            row -> new Candidate(Sql.instant(row, "at"), row.getUUID("subject_id")),
            values.toArray());
  }

  private long keyed(Tenant tx, String term) {
    return ByteBuffer.wrap(tx.vault().index("search v1 " + kind, term)).getLong();
  }
}
