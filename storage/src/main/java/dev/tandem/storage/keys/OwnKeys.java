package dev.tandem.storage.keys;

import dev.tandem.storage.pg.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Gives what never changes, and was sealed by a data key itself before schema 12, a key of its
/// own: streams and the audit log's details. Chunks and entries stay as they are; what opens each
/// is kept beside it, sealed, and is sealed anew like any record from then on.
///
/// A batch is a transaction, so what was done stays when the process dies, and the next call goes
/// on with what is left. Who reads a stream meanwhile has its key already.
final class OwnKeys {
  private static final int BATCH = 500;

  private final Keyrings keyrings;
  private final UUID workspace;
  private final YearMonth month;

  OwnKeys(Keyrings keyrings, UUID workspace, YearMonth month) {
    this.keyrings = keyrings;
    this.workspace = workspace;
    this.month = month;
  }

  /// For everything that one of `retired` sealed. How many were given a key.
  long give(List<Integer> retired) {
    if (retired.isEmpty()) {
      return 0;
    }
    long done = 0;
    for (int batch; (batch = batch((tx, vault) -> streams(tx, vault, retired))) > 0; ) {
      done += batch;
    }
    for (int batch; (batch = batch((tx, vault) -> details(tx, vault, retired))) > 0; ) {
      done += batch;
    }
    return done;
  }

  @FunctionalInterface
  private interface Step {
    int run(Sql tx, Vault vault);
  }

  private int batch(Step step) {
    keyrings.prepare(workspace, month);
    return Sql.inWorkspace(
        keyrings.pool(),
        workspace,
        tx -> {
          Vault vault = keyrings.vault(workspace, tx);
          int done = step.run(tx, vault);
          vault.proveTrusted();
          return done;
        });
  }

  private static int streams(Sql tx, Vault vault, List<Integer> retired) {
    List<Row> rows = new ArrayList<>();
    tx.run(
            """
            SELECT id, key_number, header FROM tenant.blob
            WHERE stream_key IS NULL AND removed_at IS NULL AND key_number = ANY($1)
            ORDER BY id LIMIT $2 FOR UPDATE
            """,
            retired.toArray(Integer[]::new),
            BATCH)
        .forEach(rows::add);
    for (Row row : rows) {
      UUID id = row.getUUID("id");
      tx.run(
          "UPDATE tenant.blob SET stream_key = $2, key_number = NULL, header = NULL WHERE id = $1",
          id,
          StreamKeys.wrapOld(vault, id, row));
    }
    return rows.size();
  }

  private int details(Sql tx, Vault vault, List<Integer> retired) {
    List<Row> rows = new ArrayList<>();
    tx.run(
            "SELECT e.number, e.detail FROM "
                + AuditKeys.JOINED
                + " WHERE k.id IS NULL AND "
                + ResealingSql.key("e.detail")
                + " = ANY($1::bytea[]) ORDER BY e.number LIMIT $2",
            retired.stream()
                .map(number -> Buffer.buffer().appendInt(number))
                .toArray(Buffer[]::new),
            BATCH)
        .forEach(rows::add);
    for (Row row : rows) {
      UUID id = AuditKeys.row(row.getLong("number"));
      tx.run(
          "INSERT INTO tenant.audit_key (workspace_id, id, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
          workspace,
          id,
          vault.wrapOf(AuditKeys.DETAIL, AuditKeys.WRAPPED, id, Sql.bytes(row, "detail")));
    }
    return rows.size();
  }
}
