package dev.tandem.storage.workspace;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import io.vertx.sqlclient.Row;
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

  /// The hours in which programs text nobody; a new workspace has nights from 21:00 to 8:00.
  public QuietTimes quietTimes(Tenant tx) {
    return tx.sql()
        .one("SELECT quiet, quiet_from, quiet_until FROM tenant.workspace", Workspaces::quietTimes)
        .orElseThrow(() -> StorageException.fatal("there is no workspace " + tx.workspace()));
  }

  /// The same from the columns of a row that another statement brought along.
  public static QuietTimes quietTimes(Row row) {
    return new QuietTimes(
        row.getBoolean("quiet"), row.getLocalTime("quiet_from"), row.getLocalTime("quiet_until"));
  }

  public void keepQuiet(Tenant tx, QuietTimes times) {
    tx.sql()
        .run(
            "UPDATE tenant.workspace SET quiet = $1, quiet_from = $2, quiet_until = $3",
            times.on(),
            times.from(),
            times.until());
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
