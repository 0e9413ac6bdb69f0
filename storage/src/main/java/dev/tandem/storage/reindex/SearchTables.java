package dev.tandem.storage.reindex;

import dev.tandem.storage.Tenant;
import java.util.List;

/// Every table that holds words.
final class SearchTables {
  private static final List<String> ALL =
      List.of("search_word", "search_tail", "search_posting", "search_segment");

  private SearchTables() {}

  /// Deletes at most `rows` of the workspace's rows, of one table; how many.
  static int delete(Tenant tx, int rows) {
    for (String table : ALL) {
      int gone =
          tx.sql()
              .change(
                  "DELETE FROM tenant.%1$s WHERE ctid = ANY(ARRAY(SELECT ctid FROM tenant.%1$s LIMIT %2$d))"
                      .formatted(table, rows));
      if (gone > 0) {
        return gone;
      }
    }
    return 0;
  }

  /// How many rows the workspace has in all of them.
  static long rows(Tenant tx) {
    long rows = 0;
    for (String table : ALL) {
      rows +=
          tx.sql()
              .one("SELECT count(*) AS rows FROM tenant." + table)
              .map(row -> row.getLong("rows"))
              .orElse(0L);
    }
    return rows;
  }
}
