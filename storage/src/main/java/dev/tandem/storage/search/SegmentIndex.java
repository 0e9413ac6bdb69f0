package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.Vault;
import dev.tandem.storage.pg.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The index of texts that are only added: a tail of single texts, and segments of 4,096 that
/// [SegmentMerge] makes of its oldest. A log-structured merge in two levels: writing a text costs
/// one row, and a word costs a row a segment.
///
/// Tail and segments change within one transaction, and a search reads the tail first; so a text
/// may be met twice, which is mended, and is never missed.
public final class SegmentIndex {
  private final Finder finder;

  public SegmentIndex(SearchKind kind) {
    this.finder = new Finder(kind, SegmentIndex::candidates);
  }

  /// The keyed terms of a text, for the store that writes them into `tenant.search_tail`.
  public Long[] terms(Vault vault, String text) {
    return finder.terms(vault, text);
  }

  /// See [SearchIndex#find].
  public <T> Page<Hit<T>> find(
      Tenant tx,
      String query,
      Optional<String> cursor,
      int limit,
      Function<List<UUID>, Map<UUID, T>> open,
      Function<T, String> text) {
    return finder.find(tx, query, cursor, limit, open, text);
  }

  private static List<Candidate> candidates(Tenant tx, List<Long> terms, Cursor from, int wanted) {
    List<Candidate> tail = tail(tx, terms, from, wanted);
    Set<Candidate> found = new LinkedHashSet<>(tail);
    found.addAll(new SegmentWalk(tx, terms, from, wanted).newest(tail));
    return found.stream().sorted(Candidate.NEWEST_FIRST).limit(wanted).toList();
  }

  private static List<Candidate> tail(Tenant tx, List<Long> terms, Cursor from, int wanted) {
    return new ArrayList<>(
        tx.sql()
            .list(
                """
                SELECT at, subject_id FROM tenant.search_tail
                WHERE words @> $1::bigint[] AND (at, subject_id) < ($2, $3)
                ORDER BY at DESC, subject_id DESC LIMIT $4
                """,
                row -> new Candidate(Sql.instant(row, "at"), row.getUUID("subject_id")),
                terms.toArray(Long[]::new),
                from.time(),
                from.id(),
                wanted));
  }
}
