package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditFinding;
import dev.tandem.storage.audit.AuditFinding.Damage;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.audit.HeadVerifier;
import dev.tandem.storage.audit.SignedHead;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.Secret;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: that a workspace's keys were destroyed is the last entry of its audit log, and the log can
/// be checked for good, without any key. Method: two workspaces, of which one is shredded; a head
/// of the installation from after that; then somebody tampers with what is left.
final class ShreddedWorkspaceLeavesAProofTest {
  @Test
  void the_log_ends_with_it_and_stays_provable(@TempDir Path directory) throws SQLException {
    try (KeyHouse house = new KeyHouse(directory);
        Storage storage = house.open(house.file("root.key"))) {
      WorkspaceId gone = storage.createWorkspace("Gone");
      WorkspaceId stays = storage.createWorkspace("Stays");
      for (WorkspaceId workspace : List.of(gone, stays)) {
        storage.keychain().turnWorkspaceKey(workspace);
        storage.keychain().turnDataKeys(workspace);
      }
      assertEquals(2, new HeadLog(storage).keep());
      storage.keychain().shred(gone);
      assertThrows(StorageException.class, () -> storage.inWorkspace(gone, tx -> true));
      assertThrows(StorageException.class, () -> storage.keychain().shred(gone));
      assertEquals(List.of(gone), storage.shredded());
      assertEquals(AuditAction.WORKSPACE_SHREDDED.word(), lastAction(storage, gone));

      SignedHead head = new HeadLog(storage).newest().orElseThrow();
      assertEquals(3, head.head().size(), "its last head was kept too");
      assertEquals(
          Map.of(gone, new AuditFinding.Intact(3), stays, new AuditFinding.Intact(2)),
          new HeadVerifier(storage).verify(List.of(head)).workspaces());
      assertTrue(new HeadVerifier(storage).verify(List.of(head)).intact());

      asOwner(house, gone, "UPDATE tenant.audit_entry SET action = 'x' WHERE number = 3");
      assertEquals(new AuditFinding.Broken(Damage.EDITED, 3), found(storage, head, gone));
      asOwner(house, gone, "DELETE FROM tenant.audit_entry WHERE number = 3");
      assertEquals(new AuditFinding.Broken(Damage.CUT_OFF, 3), found(storage, head, gone));
    }
  }

  private static AuditFinding found(Storage storage, SignedHead head, WorkspaceId workspace) {
    AuditFinding finding =
        new HeadVerifier(storage).verify(List.of(head)).workspaces().get(workspace);
    if (finding == null) {
      throw new AssertionError("the head covers the workspace");
    }
    return finding;
  }

  private static String lastAction(Storage storage, WorkspaceId workspace) {
    return storage.withoutKeys(
        workspace,
        sql ->
            sql.one("SELECT action FROM tenant.audit_entry ORDER BY number DESC LIMIT 1")
                .orElseThrow()
                .getString("action"));
  }

  private static void asOwner(KeyHouse house, WorkspaceId workspace, String statement)
      throws SQLException {
    try (Owner owner = Owner.connect(Endpoint.parse(Secret.of(house.url())));
        Statement sql = owner.connection().createStatement()) {
      sql.execute("SELECT set_config('tandem.workspace', '" + workspace.value() + "', false)");
      sql.execute(statement);
      assertEquals(1, sql.getUpdateCount(), statement);
    }
  }
}
