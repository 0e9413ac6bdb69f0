package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.Vault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Keys terms, asks an index for candidates, and lets the opened text decide. Terms are 64 bits of
/// HMAC; those that fall together by chance are told apart when the text is opened.
final class Finder {
  /// Candidates that one call opens at most; the page's cursor goes on behind them.
  private static final int MAX_OPENED = 2_000;

  private final SearchKind kind;
  private final Candidates index;

  Finder(SearchKind kind, Candidates index) {
    this.kind = kind;
    this.index = index;
  }

  /// The keyed terms of a text.
  Long[] terms(Vault vault, String text) {
    return keyed(vault, List.copyOf(SearchTerms.indexed(text))).toArray(Long[]::new);
  }

  /// What matches, newest first. `open` gives what is still there of these ids, `text` what of it
  /// is searched. A page may be short and have a cursor: then more may follow.
  <T> Page<Hit<T>> find(
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
    List<Long> lookedUp = keyed(tx.vault(), terms.get().lookedUp());
    int wanted = Page.limit(limit);
    List<Hit<T>> hits = new ArrayList<>();
    Cursor from = cursor.map(Cursor::parse).orElse(Cursor.START);
    // Each candidate of a rare word lies on a page of its own: first no more than fill this one.
    int asked = Math.min(wanted + 1, Candidates.A_READ);
    for (int opened = 0; opened < MAX_OPENED; opened += asked) {
      asked = opened == 0 ? asked : Candidates.A_READ;
      List<Candidate> candidates = index.before(tx, lookedUp, from, asked);
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
      if (candidates.size() < asked) {
        return new Page<>(hits, Optional.empty());
      }
    }
    return new Page<>(hits, Optional.of(from.text()));
  }

  private List<Long> keyed(Vault vault, List<String> terms) {
    return vault.indexAll("search v1 " + kind, terms).stream()
        .map(index -> ByteBuffer.wrap(index).getLong())
        .toList();
  }
}
