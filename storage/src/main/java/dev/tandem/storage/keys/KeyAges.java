package dev.tandem.storage.keys;

import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import dev.tandem.storage.keys.KeyAge.WorkspaceKeyAge;
import dev.tandem.storage.pg.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// How old keys are, as the tables say; no key is opened for it.
public final class KeyAges {
  private KeyAges() {}

  /// The root key that the installation's key is wrapped by, and those that still wrap workspaces'.
  public static List<RootKeyAge> root(Sql sql) {
    return sql.list(
        """
        SELECT root_key, root_since, (SELECT count(*) FROM keys.workspace_key w WHERE w.root_key = i.root_key) AS wrapping,
               true AS installation
        FROM keys.installation i
        UNION ALL
        SELECT w.root_key, min(w.created_at), count(*), false FROM keys.workspace_key w
        WHERE w.root_key <> (SELECT root_key FROM keys.installation) GROUP BY w.root_key
        """,
        row ->
            new RootKeyAge(
                row.getString("root_key"),
                Sql.instant(row, "root_since"),
                row.getLong("wrapping"),
                row.getBoolean("installation")));
  }

  /// A workspace's own key first, then data keys from old to new.
  public static List<KeyAge> workspace(Sql sql, UUID workspace) {
    List<KeyAge> ages =
        new ArrayList<>(
            sql.list(
                "SELECT root_key, created_at FROM keys.workspace_key WHERE workspace_id = $1",
                row ->
                    new WorkspaceKeyAge(row.getString("root_key"), Sql.instant(row, "created_at")),
                workspace));
    ages.addAll(
        sql.list(
            """
            SELECT number, class, month, created_at, retired_at, sealed FROM keys.data_key
            WHERE workspace_id = $1 ORDER BY number
            """,
            KeyAges::dataKey,
            workspace));
    return ages;
  }

  private static DataKeyAge dataKey(Row row) {
    return new DataKeyAge(
        row.getInteger("number"),
        KeyClass.valueOf(row.getString("class")),
        KeyContext.month(row.getInteger("month")),
        Sql.instant(row, "created_at"),
        Sql.maybeInstant(row, "retired_at"),
        row.getLong("sealed"));
  }
}
