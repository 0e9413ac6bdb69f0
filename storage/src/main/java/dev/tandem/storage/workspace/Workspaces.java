package dev.tandem.storage.workspace;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import java.util.UUID;

/// Name and settings of the workspace a transaction is in.
public final class Workspaces {
  private static final SealedColumn NAME = new SealedColumn("workspace", "name", KeyClass.ACCOUNT);

  /// Part of making a workspace; see [dev.tandem.storage.Storage#createWorkspace].
  public static void insert(Tenant tx, String name) {
    UUID id = tx.workspace().value();
    tx.sql()
        .run(
            "INSERT INTO tenant.workspace (workspace_id, name, ring_seconds) VALUES ($1, $2, $3)",
            id,
            tx.vault().seal(NAME, id, name),
            WorkspaceRecord.RING_SECONDS);
  }

  public WorkspaceRecord get(Tenant tx) {
    return tx.sql()
        .one(
            "SELECT name, ring_seconds FROM tenant.workspace",
            row ->
                new WorkspaceRecord(
                    tx.workspace(),
                    Personal.of(
                        tx.vault().openText(NAME, tx.workspace().value(), Sql.bytes(row, "name"))),
                    row.getInteger("ring_seconds")))
        .orElseThrow(() -> StorageException.fatal("there is no workspace " + tx.workspace()));
  }

  public void rename(Tenant tx, String name) {
    tx.sql()
        .run(
            "UPDATE tenant.workspace SET name = $1",
            tx.vault().seal(NAME, tx.workspace().value(), name));
  }

  public void ringFor(Tenant tx, int seconds) {
    ringFor(tx.sql(), seconds);
  }

  private static int ringFor(Sql sql, int seconds) {
    return sql.change(
        "UPDATE tenant.workspace SET ring_seconds = $1 WHERE ring_seconds <> $1", seconds);
  }

  /// The same for every workspace. Opens none: no key is asked for.
  public static void ringForAll(Storage storage, int seconds) {
    for (WorkspaceId workspace : storage.workspaces()) {
      int _ = storage.withoutKeys(workspace, sql -> ringFor(sql, seconds));
    }
  }
}
