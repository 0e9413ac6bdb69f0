package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.pg.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a wrong query cannot cross workspaces. Method: generated from the catalogue: every table
/// of schema `tenant` has forced row-level security and its policy; with rows in all of them,
/// another workspace and no workspace see none; the role that the gateway works as owns nothing and
/// cannot change the schema.
@ExtendWith(SharedStorage.class)
final class ForeignWorkspaceSeesNothingTest {
  private final Storage storage;

  ForeignWorkspaceSeesNothingTest(Storage storage) {
    this.storage = storage;
  }

  private List<String> tables() {
    return storage.outsideWorkspaces(
        sql ->
            sql.list(
                "SELECT relname FROM pg_class WHERE relnamespace = 'tenant'::regnamespace AND"
                    + " relkind IN ('r', 'p')",
                row -> row.getString("relname")));
  }

  @Test
  void every_tenant_table_is_isolated_by_force() {
    List<String> open =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT relname FROM pg_class c
                    WHERE relnamespace = 'tenant'::regnamespace AND relkind IN ('r', 'p')
                      AND NOT (relrowsecurity AND relforcerowsecurity
                        AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
                          AND pg_get_expr(p.polqual, c.oid) = '(workspace_id = tenant.current_workspace())'
                          AND pg_get_expr(p.polwithcheck, c.oid) = '(workspace_id = tenant.current_workspace())')
                        AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) = 1)
                    """,
                    row -> row.getString("relname")));
    assertEquals(List.of(), open);
    assertTrue(tables().size() >= 20);
  }

  @Test
  void rows_are_seen_in_their_own_workspace_only() {
    EveryStoreWritten written = new EveryStoreWritten(storage, "isolation");
    WorkspaceId other = storage.createWorkspace("Other");
    for (String table : tables()) {
      String count = "SELECT count(*) AS rows FROM tenant." + table;
      String theirs = count + " WHERE workspace_id = '" + written.workspace + "'";
      long own = storage.inWorkspace(written.workspace, tx -> rows(tx.sql(), count));
      long foreign = storage.inWorkspace(other, tx -> rows(tx.sql(), theirs));
      long nowhere = storage.outsideWorkspaces(sql -> rows(sql, count));
      int deleted = deleted(other, delete(table, written.workspace));
      long left = storage.inWorkspace(written.workspace, tx -> rows(tx.sql(), count));
      assertTrue(own > 0, table);
      assertEquals(
          List.of(0L, 0L, 0L, own), List.of(foreign, nowhere, (long) deleted, left), table);
    }
  }

  /// A table that nobody deletes from refuses, which deletes nothing.
  private int deleted(WorkspaceId workspace, String delete) {
    try {
      return storage.inWorkspace(workspace, tx -> tx.sql().change(delete));
    } catch (StorageException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("42501"), "insufficient privilege");
      return 0;
    }
  }

  private static String delete(String table, WorkspaceId workspace) {
    return "DELETE FROM tenant." + table + " WHERE workspace_id = '" + workspace + "'";
  }

  private static long rows(Sql sql, String count) {
    return sql.one(count).orElseThrow().getLong("rows");
  }

  @Test
  void a_row_cannot_be_written_into_another_workspace() {
    WorkspaceId mine = storage.createWorkspace("Mine");
    WorkspaceId other = storage.createWorkspace("Other");
    assertThrows(
        StorageException.class,
        () ->
            storage.inWorkspace(
                mine,
                tx ->
                    tx.sql()
                        .run(
                            "INSERT INTO tenant.address_book (workspace_id, seq) VALUES ($1, 0)",
                            other.value())));
  }

  @Test
  void the_application_role_owns_nothing_and_changes_no_schema() {
    var role =
        storage.outsideWorkspaces(
            sql ->
                sql.one(
                        """
                        SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
                               (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned
                        FROM pg_roles r WHERE rolname = current_user AND rolname = 'tandem_app'
                        """)
                    .orElseThrow());
    assertFalse(role.getBoolean("rolsuper") || role.getBoolean("rolbypassrls"));
    assertFalse(role.getBoolean("rolcreaterole") || role.getBoolean("rolcreatedb"));
    assertEquals(0L, role.getLong("owned"));
    for (String ddl :
        List.of(
            "CREATE TABLE tenant.x (a int)",
            "CREATE TABLE public.x (a int)",
            "CREATE TEMP TABLE x (a int)",
            "ALTER TABLE tenant.message DISABLE ROW LEVEL SECURITY",
            "DROP POLICY own_workspace ON tenant.message",
            "TRUNCATE tenant.message",
            "SELECT wrapped FROM keys.installation",
            "SET ROLE tandem_owner")) {
      assertThrows(
          StorageException.class, () -> storage.outsideWorkspaces(sql -> sql.run(ddl)), ddl);
    }
  }

  @Test
  void every_table_with_peoples_rows_lies_in_the_isolated_schema() {
    List<String> elsewhere =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT c.oid::regclass::text AS name FROM pg_class c
                    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
                      AND c.relnamespace NOT IN ('tenant'::regnamespace, 'information_schema'::regnamespace)
                      AND c.relnamespace::regnamespace::text NOT LIKE 'pg\\_%'
                    ORDER BY 1
                    """,
                    row -> row.getString("name")));
    assertEquals(
        List.of(
            "keys.data_key",
            "keys.installation",
            "keys.workspace_key",
            "system.audit_checkpoint",
            "system.audit_leaf",
            "system.audit_leaves",
            "system.directory",
            "system.job",
            "system.schema_history",
            "system.workspace"),
        elsewhere,
        "a new table belongs into schema tenant, or is one that no workspace owns");
    List<String> views =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    "SELECT relname FROM pg_class WHERE relnamespace = 'tenant'::regnamespace AND"
                        + " relkind IN ('v', 'm', 'f')",
                    row -> row.getString("relname")));
    assertEquals(List.of(), views, "a view reads with its owner's eyes");
  }

  @Test
  void the_application_role_has_no_right_to_change_the_schema() {
    List<String> rights =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT 'database ' || p AS what FROM unnest(ARRAY['CREATE', 'TEMP']) p
                    WHERE has_database_privilege('tandem_app', current_database(), p)
                    UNION ALL
                    SELECT 'schema ' || nspname FROM pg_namespace WHERE has_schema_privilege('tandem_app', oid, 'CREATE')
                    UNION ALL
                    SELECT 'table ' || c.oid::regclass || ' ' || p FROM pg_class c,
                      unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) p
                    WHERE c.relkind IN ('r', 'p') AND has_table_privilege('tandem_app', c.oid, p)
                    UNION ALL
                    SELECT 'role ' || r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
                    WHERE m.member = 'tandem_app'::regrole
                    UNION ALL
                    SELECT 'function with its owner''s rights ' || f.oid::regprocedure FROM pg_proc f
                    WHERE f.prosecdef AND f.pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
                      AND has_function_privilege('tandem_app', f.oid, 'EXECUTE')
                    """,
                    row -> row.getString("what")));
    assertEquals(List.of(), rights);
  }
}
