package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.SealedTables.SealedTable;
import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Who still needs a data key, and its end when nobody does.
public final class KeyUses {
  private final Keyrings keyrings;

  public KeyUses(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /// What is sealed with a data key in the caller's workspace: places (`table.column`) and counts.
  public SortedMap<String, Long> of(Sql tx, int number) {
    SortedMap<String, Long> uses = new TreeMap<>();
    Buffer key = Buffer.buffer().appendInt(number);
    for (SealedTable table : SealedTables.ALL) {
      for (String column : table.columns()) {
        put(uses, table.name() + "." + column, tx.one(ResealingSql.count(table, column), key));
      }
    }
    put(
        uses,
        "audit_entry.detail",
        tx.one(
            "SELECT count(*) AS found FROM "
                + AuditKeys.JOINED
                + " WHERE k.id IS NULL AND "
                + ResealingSql.key("e.detail")
                + " = $1",
            key));
    put(
        uses,
        "blob.header",
        tx.one(
            "SELECT count(*) AS found FROM tenant.blob WHERE key_number = $1 AND stream_key IS NULL"
                + " AND removed_at IS NULL",
            number));
    return uses;
  }

  private static void put(SortedMap<String, Long> uses, String place, Optional<Row> found) {
    long count = found.map(row -> row.getLong("found")).orElse(0L);
    if (count > 0) {
      uses.put(place, count);
    }
  }

  /// Deletes a data key for ever, in the caller's transaction in its workspace. Refuses while it
  /// seals, for a while after it did (a transaction may still be under way with it), and when
  /// anything is sealed with it.
  public void destroy(Sql tx, UUID workspace, int number) {
    Row row =
        tx.one(
                """
                SELECT class, retired_at IS NULL AS in_use,
                       now() - retired_at < make_interval(secs => $3) AS too_soon
                FROM keys.data_key WHERE workspace_id = $1 AND number = $2 FOR UPDATE
                """,
                workspace,
                number,
                (double) keyrings.limits().retirement().toSeconds())
            .orElseThrow(() -> StorageException.fatal("the workspace has no data key " + number));
    if (row.getBoolean("in_use")) {
      throw StorageException.fatal(
          "data key " + number + " seals what is new; turn the data keys first");
    }
    if (row.getBoolean("too_soon")) {
      throw StorageException.fatal(
          "data key "
              + number
              + " was in use less than "
              + keyrings.limits().retirement().toMinutes()
              + " minutes ago, and a transaction may still be under way with it; try again later");
    }
    SortedMap<String, Long> uses = of(tx, number);
    if (!uses.isEmpty()) {
      throw StorageException.fatal(
          "data key " + number + " is still needed: " + uses + "; seal the workspace anew first");
    }
    tx.run("DELETE FROM keys.data_key WHERE workspace_id = $1 AND number = $2", workspace, number);
  }

  /// Shuts everybody out of a workspace whose keys are about to go. Holds its key's row until the
  /// transaction ends.
  public void shut(Sql tx, UUID workspace) {
    if (tx.one(
            "SELECT FROM keys.workspace_key WHERE workspace_id = $1" + KeyTables.TO_CHANGE,
            workspace)
        .isEmpty()) {
      throw KeyTables.gone(workspace);
    }
    tx.run("DELETE FROM system.directory WHERE workspace_id = $1", workspace);
    tx.run("DELETE FROM system.job WHERE workspace_id = $1", workspace);
    tx.run("UPDATE system.workspace SET state = 'shredded' WHERE id = $1", workspace);
  }

  /// Deletes all keys of a workspace for ever: what is stored of it, and every copy of that, stays
  /// shut. Other gateways forget the keys within half a minute.
  public void shred(Sql tx, UUID workspace) {
    tx.run("DELETE FROM keys.workspace_key WHERE workspace_id = $1", workspace);
  }

  /// To be called when an end was committed: this gateway forgets at once.
  public void done(UUID workspace) {
    keyrings.forget(workspace);
  }
}
