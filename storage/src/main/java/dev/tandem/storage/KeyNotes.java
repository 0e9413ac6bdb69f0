package dev.tandem.storage;

import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.audit.AuditLog;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells workspaces' audit logs that their keys turned. Data keys turn by themselves, and a root
/// key turns for thousands of workspaces at once, outside of each; so a workspace's row in `keys`
/// says what its log was told of, and what it was not told yet is an entry that is due. The entry
/// is written in the transaction that says so: once, whoever dies in between.
final class KeyNotes {
  private static final Logger LOG = LoggerFactory.getLogger(KeyNotes.class);

  /// Workspaces at once; each takes a connection.
  private static final int AT_ONCE = 3;

  private static final String DUE = "(root_key <> noted_root OR last_number > noted_number)";

  private final Storage storage;
  private final AuditLog log = new AuditLog();

  KeyNotes(Storage storage) {
    this.storage = storage;
  }

  /// Adds the entries that are due, in the caller's transaction. Whether any was.
  boolean append(Tenant tx) {
    Optional<Row> due =
        tx.sql()
            .one(
                "SELECT root_key, noted_root, last_number, noted_number FROM keys.workspace_key"
                    + " WHERE workspace_id = $1 AND "
                    + DUE
                    + " FOR UPDATE",
                tx.workspace().value());
    due.ifPresent(row -> append(tx, row));
    return due.isPresent();
  }

  private void append(Tenant tx, Row row) {
    int told = row.getInteger("noted_number");
    List<String> fresh =
        tx.sql()
            .list(
                "SELECT lower(class) || ' ' || number AS name FROM keys.data_key"
                    + " WHERE workspace_id = $1 AND number > $2 ORDER BY number",
                key -> key.getString("name"),
                tx.workspace().value(),
                told);
    tx.sql()
        .run(
            "UPDATE keys.workspace_key SET noted_root = root_key, noted_number = last_number"
                + " WHERE workspace_id = $1",
            tx.workspace().value());
    if (!row.getString("root_key").equals(row.getString("noted_root"))) {
      add(tx, AuditAction.ROOT_KEY_TURNED, row.getString("root_key"));
    }
    if (row.getInteger("last_number") > told) {
      add(tx, AuditAction.DATA_KEY_TURNED, String.join(", ", fresh));
    }
  }

  /// Nobody's hand: who may run programs on the gateway's machine is not known to the workspace.
  private void add(Tenant tx, AuditAction action, String key) {
    var _ =
        log.append(tx, Optional.empty(), action, Optional.empty(), AuditDetail.of(Field.KEY, key));
  }

  /// Data keys of a workspace were made just now. What fails is told later: the work that they were
  /// made for goes on.
  void soon(WorkspaceId workspace) {
    try {
      boolean _ = storage.prepared(workspace, storage.now(), this::append);
    } catch (StorageException e) {
      LOG.warn("A turn of data keys waits to be told in the audit log", e);
    }
  }

  /// Adds every entry that is due, in all workspaces. How many workspaces' logs were told; what
  /// fails waits for the next call.
  int all() {
    int told = 0;
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().name("key-notes-", 0).factory())) {
      List<Future<Boolean>> notes = new ArrayList<>();
      due().forEach(id -> notes.add(threads.submit(() -> storage.inWorkspace(id, this::append))));
      for (Future<Boolean> note : notes) {
        told += told(note) ? 1 : 0;
      }
    }
    return told;
  }

  private List<WorkspaceId> due() {
    return storage.outsideWorkspaces(
        sql ->
            sql.list(
                "SELECT workspace_id FROM keys.workspace_key WHERE "
                    + DUE
                    + " ORDER BY workspace_id",
                row -> new WorkspaceId(row.getUUID("workspace_id"))));
  }

  private static boolean told(Future<Boolean> note) {
    try {
      return note.get();
    } catch (ExecutionException e) {
      LOG.warn("A turn of keys waits to be told in a workspace's audit log", e.getCause());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("telling of keys was interrupted", e);
    }
  }
}
