package dev.tandem.storage.keys;

import dev.tandem.storage.keys.SealedTables.SealedTable;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The sealed values of one row, in the order of its table's columns; empty where a column is null.
record SealedRow(UUID id, List<Optional<Buffer>> values) {
  static SealedRow read(SealedTable table, Row row) {
    List<Optional<Buffer>> values = new ArrayList<>();
    for (String column : table.columns()) {
      values.add(Optional.ofNullable(row.getBuffer(column)));
    }
    return new SealedRow(row.getUUID(table.id()), List.copyOf(values));
  }
}
