package dev.tandem.storage.keys;

import dev.tandem.storage.keys.SealedTables.SealedTable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Statements over the sealed columns of one table. Names come from [SealedTables], values are
/// parameters. A sealed value names its data key in its bytes 2 to 5, so the database can tell
/// which key it is sealed with and nothing else.
final class ResealingSql {
  private ResealingSql() {}

  /// Rows after an id (`$1`) with a value under one of some keys (`$2`, numbers in four bytes
  /// each), as many as `$3`.
  static String next(SealedTable table) {
    return "SELECT %s, %s FROM tenant.%s WHERE %s > $1 AND (%s) ORDER BY %s LIMIT $3"
        .formatted(
            table.id(),
            String.join(", ", table.columns()),
            table.name(),
            table.id(),
            table.columns().stream()
                .map(column -> key(column) + " = ANY($2::bytea[])")
                .collect(Collectors.joining(" OR ")),
            table.id());
  }

  /// Rows before an id (`$1`), newest first, as many as `$2`.
  static String newest(SealedTable table) {
    return "SELECT %s, %s FROM tenant.%s WHERE %s < $1 ORDER BY %s DESC LIMIT $2"
        .formatted(
            table.id(), String.join(", ", table.columns()), table.name(), table.id(), table.id());
  }

  /// Bytes of a sealed value that tell it from every other: format, data key and 32 random bytes of
  /// salt, which no two have in common.
  static final int HEAD = 37;

  /// Writes a batch back: ids (`$1`), then for each column the head of what it was and what it
  /// becomes. A row that is not what it was stays.
  static String write(SealedTable table) {
    int columns = table.columns().size();
    String arrays =
        IntStream.range(0, 2 * columns)
            .mapToObj(i -> "$" + (i + 2) + "::bytea[]")
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, columns)
            .mapToObj(i -> "old" + i + ", fresh" + i)
            .collect(Collectors.joining(", "));
    String becomes =
        IntStream.range(0, columns)
            .mapToObj(i -> table.columns().get(i) + " = n.fresh" + i)
            .collect(Collectors.joining(", "));
    String was =
        IntStream.range(0, columns)
            .mapToObj(i -> head("t." + table.columns().get(i)) + " IS NOT DISTINCT FROM n.old" + i)
            .collect(Collectors.joining(" AND "));
    return "UPDATE tenant.%s AS t SET %s FROM unnest($1::uuid[], %s) AS n (id, %s) WHERE t.%s = n.id AND %s"
        .formatted(table.name(), becomes, arrays, names, table.id(), was);
  }

  /// How many values of a column are sealed with a key (`$1`, its number in four bytes).
  static String count(SealedTable table, String column) {
    return "SELECT count(*) AS found FROM tenant.%s WHERE %s = $1"
        .formatted(table.name(), key(column));
  }

  private static String head(String column) {
    return "substring(" + column + " FROM 1 FOR " + HEAD + ")";
  }

  static String key(String column) {
    return "substring(" + column + " FROM 2 FOR 4)";
  }
}
