package dev.tandem.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Part of a list, with the opaque cursor of the next part when there is one.
public record Page<T>(List<T> items, Optional<String> nextCursor) {
  /// Rows a page has at most, whatever is asked for.
  public static final int MAX = 100;

  public Page {
    items = List.copyOf(items);
  }

  /// Cuts `rows`, which was read with one row more than `limit`, and names the last row kept.
  public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    List<T> kept = rows.subList(0, limit);
    return new Page<>(kept, Optional.of(cursor.apply(kept.getLast())));
  }

  /// What a caller asked for, within 1 and [#MAX].
  public static int limit(int asked) {
    return Math.clamp(asked, 1, MAX);
  }
}
