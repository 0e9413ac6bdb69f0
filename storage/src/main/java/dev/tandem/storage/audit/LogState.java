package dev.tandem.storage.audit;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/// Where a log stands: its tree's frontier and the last link of its chain.
record LogState(Frontier frontier, Buffer link) {

  /// Held until the transaction ends.
  static LogState lock(Tenant tx) {
    Optional<LogState> known = select(tx.sql(), " FOR UPDATE");
    if (known.isPresent()) {
      return known.get();
    }
    tx.sql()
        .run(
            """
            INSERT INTO tenant.audit_log (workspace_id, size, frontier_hash, chain_hash)
            VALUES ($1, 0, '', '') ON CONFLICT (workspace_id) DO NOTHING
            """,
            tx.workspace().value());
    return select(tx.sql(), " FOR UPDATE")
        .orElseThrow(() -> new AssertionError("the row was made or was there"));
  }

  static LogState read(Sql tx) {
    return select(tx, "").orElseGet(() -> new LogState(new Frontier(), Chain.START));
  }

  private static Optional<LogState> select(Sql tx, String lock) {
    return tx.one(
        "SELECT size, frontier_hash, chain_hash FROM tenant.audit_log" + lock, LogState::parse);
  }

  private static LogState parse(Row row) {
    return new LogState(
        Frontier.of(row.getLong("size"), Sql.bytes(row, "frontier_hash")),
        row.getBuffer("chain_hash"));
  }

  void store(Tenant tx, Buffer newLink) {
    tx.sql()
        .run(
            "UPDATE tenant.audit_log SET size = $1, frontier_hash = $2, chain_hash = $3",
            frontier.size(),
            frontier.bytes(),
            newLink);
  }
}
