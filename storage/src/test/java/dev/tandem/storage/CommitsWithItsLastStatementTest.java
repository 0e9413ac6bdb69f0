package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: a transaction that commits along with its last statement commits all of itself or nothing.
/// Method: the workspace's name is set by a statement before and one at the end; the end succeeds,
/// fails, or is not the end.
@ExtendWith(SharedStorage.class)
final class CommitsWithItsLastStatementTest {
  private static final String RENAME = "UPDATE tenant.workspace SET searchable = $1";
  private static final String FAIL =
      "UPDATE tenant.workspace SET workspace_id = NULL, searchable = $1";

  private final Storage storage;
  private final WorkspaceId workspace;

  CommitsWithItsLastStatementTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("Commits");
  }

  private boolean searchable() {
    return storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .one("SELECT searchable FROM tenant.workspace", row -> row.getBoolean(0))
                .orElseThrow());
  }

  @Test
  void the_last_statement_is_the_first_too() {
    assertTrue(searchable());
    int changed =
        storage.inWorkspace(workspace, tx -> tx.commitWith(_ -> {}, RENAME, false).rowCount());
    assertEquals(1, changed);
    assertFalse(searchable());
  }

  @Test
  void what_was_done_before_it_is_committed_with_it() {
    AtomicBoolean onLoop = new AtomicBoolean();
    storage.inWorkspace(
        workspace,
        tx -> {
          int _ = tx.sql().change(RENAME, false);
          return tx.commitWith(
              _ -> onLoop.set(Context.isOnEventLoopThread()),
              "SELECT workspace_id FROM tenant.workspace WHERE searchable = $1",
              false);
        });
    assertTrue(onLoop.get());
    assertFalse(searchable());
  }

  @Test
  void what_was_done_before_one_that_fails_is_not() {
    AtomicBoolean told = new AtomicBoolean();
    assertThrows(
        StorageException.class,
        () ->
            storage.inWorkspace(
                workspace,
                tx -> {
                  int _ = tx.sql().change(RENAME, false);
                  return tx.commitWith(_ -> told.set(true), FAIL, false);
                }));
    assertFalse(told.get());
    assertTrue(searchable());
  }

  @Test
  void nothing_comes_after_it() {
    assertThrows(
        IllegalStateException.class,
        () ->
            storage.inWorkspace(
                workspace,
                tx -> {
                  RowSet<Row> _ = tx.commitWith(_ -> {}, RENAME, false);
                  return tx.sql().change(RENAME, true);
                }));
    assertFalse(searchable());
  }

  @Test
  void a_transaction_without_a_statement_is_none() {
    assertEquals("done", storage.inWorkspace(workspace, _ -> "done"));
  }
}
