package dev.tandem.storage.search;

import dev.tandem.storage.Cursor;
import dev.tandem.storage.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Joins what several kinds of things gave for one query into one list, newest first.
///
/// A source may stop early, because it opened all that one call opens; what lies behind that place
/// in other sources waits for the next page, so that nothing is told out of order.
public final class MergedSearch {
  /// One kind of thing.
  ///
  /// @param search a page of hits that begins behind a cursor, newest first
  /// @param place when a thing came, and its id: what its kind is ordered by
  public record Source<T>(Pages<T> search, Function<T, Cursor> place) {}

  /// Gives a page of hits.
  @FunctionalInterface
  public interface Pages<T> {
    Page<Hit<T>> page(Optional<String> cursor, int limit);
  }

  private record Placed(Cursor place, Hit<?> hit) {}

  /// As the database orders rows: by time, then by the id's bytes.
  private static final Comparator<Cursor> OLDEST_FIRST =
      Comparator.comparing(Cursor::time).thenComparing(Cursor::id, MergedSearch::bytes);

  private final List<Placed> found = new ArrayList<>();
  private Optional<Cursor> complete = Optional.empty();

  private MergedSearch() {}

  /// At most `limit` hits of all sources. A page may be short and have a cursor: then more may
  /// follow.
  public static Page<Hit<?>> newest(List<Source<?>> sources, Optional<String> cursor, int limit) {
    MergedSearch merged = new MergedSearch();
    sources.forEach(source -> merged.take(source, cursor, limit));
    return merged.page(limit);
  }

  private <T> void take(Source<T> source, Optional<String> cursor, int limit) {
    Page<Hit<T>> page = source.search().page(cursor, limit);
    page.items().forEach(hit -> found.add(new Placed(source.place().apply(hit.found()), hit)));
    page.nextCursor().map(Cursor::parse).ifPresent(this::completeTo);
  }

  /// Nothing older than `place` is known of every source.
  private void completeTo(Cursor place) {
    complete =
        Optional.of(
            complete.filter(known -> OLDEST_FIRST.compare(known, place) >= 0).orElse(place));
  }

  private Page<Hit<?>> page(int limit) {
    List<Placed> told =
        found.stream()
            .filter(
                hit -> complete.isEmpty() || OLDEST_FIRST.compare(hit.place(), complete.get()) >= 0)
            .sorted(Comparator.comparing(Placed::place, OLDEST_FIRST).reversed())
            .toList();
    List<Hit<?>> hits = new ArrayList<>();
    told.stream().limit(limit).forEach(hit -> hits.add(hit.hit()));
    if (told.size() > limit) {
      return new Page<>(hits, Optional.of(told.get(limit - 1).place().text()));
    }
    return new Page<>(hits, complete.map(Cursor::text));
  }

  /// `UUID.compareTo` takes its halves for signed numbers, the database does not.
  private static int bytes(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
