package dev.tandem.storage.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditFinding.Broken;
import dev.tandem.storage.audit.AuditFinding.Damage;
import dev.tandem.storage.audit.AuditFinding.Intact;
import dev.tandem.storage.audit.AuditFinding.Rewritten;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who kept one old head of the installation, as its status page shows it, finds what was
/// done since to any workspace's log that it covers, or to the heads themselves.
///
/// Method: three workspaces; heads are kept twice; the schema's owner tampers with plain SQL, and
/// all is verified against the text of the older installation's head.
final class HeadsOfAllLogsTest {
  private final Vertx vertx = Vertx.vertx();
  private final AuditLog log = new AuditLog();

  private WorkspaceId written(Storage storage, int entries) {
    WorkspaceId workspace = storage.createWorkspace("Audited");
    write(storage, workspace, entries);
    return workspace;
  }

  private void write(Storage storage, WorkspaceId workspace, int entries) {
    for (int i = 0; i < entries; i++) {
      storage.inWorkspace(
          workspace,
          tx ->
              log.append(
                  tx,
                  Optional.empty(),
                  AuditAction.MEMBER_INVITED,
                  Optional.of(Ids.next()),
                  AuditDetail.none()));
    }
  }

  private static void asOwner(EmbeddedServer server, WorkspaceId workspace, String statement)
      throws SQLException {
    try (Owner owner = Owner.connect(server.endpoint());
        Statement sql = owner.connection().createStatement()) {
      sql.execute("SELECT set_config('tandem.workspace', '" + workspace.value() + "', false)");
      sql.execute(statement);
      assertTrue(sql.getUpdateCount() > 0, statement);
    }
  }

  @Test
  void one_old_head_of_the_installation_checks_every_log(@TempDir Path directory)
      throws SQLException {
    EmbeddedServer server = EmbeddedServer.start(directory.resolve("server"));
    Endpoint at = server.endpoint();
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
            .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
    Path mine = directory.resolve("mine");
    StorageSettings settings =
        new StorageSettings(mine, Optional.of(Secret.of(url)), RootKeySource.in(mine), 2);
    try (server;
        Storage storage = Storage.open(vertx, settings)) {
      HeadLog heads = new HeadLog(storage);
      assertEquals(Optional.empty(), heads.newest());
      WorkspaceId one = written(storage, 5);
      WorkspaceId two = written(storage, 3);
      WorkspaceId quiet = storage.createWorkspace("Quiet");
      assertEquals(2, heads.keep(), "a log without entries has no head");
      assertEquals(0, heads.keep(), "nothing was added since");
      write(storage, one, 4);
      assertEquals(1, heads.keep());

      SignedHead old = heads.newest().orElseThrow();
      assertEquals(
          List.of(TreeHead.INSTALLATION, 3L), List.of(old.head().origin(), old.head().size()));
      String kept = old.text();
      assertFalse(kept.contains(one.toString()), "it names no workspace");
      write(storage, two, 2);
      assertEquals(1, heads.keep());
      provesHold(storage, heads, two, old);

      assertEquals(
          Map.of(one, new Intact(9), two, new Intact(5)), verify(storage, kept).workspaces());
      assertTrue(verify(storage, kept).intact());
      assertTrue(storage.workspaces().contains(quiet));

      asOwner(server, one, "UPDATE tenant.audit_entry SET action = 'x' WHERE number = 2");
      assertEquals(
          Map.of(one, new Broken(Damage.EDITED, 2), two, new Intact(5)),
          verify(storage, kept).workspaces());
      asOwner(
          server, one, "UPDATE tenant.audit_entry SET action = 'member.invited' WHERE number = 2");
      assertTrue(verify(storage, kept).intact());

      asOwner(server, two, "DELETE FROM tenant.audit_head WHERE size = 3");
      assertEquals(
          Optional.of(new Broken(Damage.REMOVED, 2)), verify(storage, kept).installation());

      asOwner(server, two, "UPDATE system.audit_leaf SET leaf_hash = sha256('x') WHERE number = 2");
      assertInstanceOf(Rewritten.class, verify(storage, kept).installation().orElseThrow());
      asOwner(server, two, "DELETE FROM system.audit_leaf WHERE number = 2");
      assertEquals(
          Optional.of(new Broken(Damage.CUT_OFF, 2)), verify(storage, kept).installation());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static HeadVerifier.Report verify(Storage storage, String text) {
    return new HeadVerifier(storage)
        .verify(List.of(SignedHead.parse(text, storage.auditKey().verifying())));
  }

  /// A workspace's kept head is in the installation's log, and the newer log extends the older.
  private static void provesHold(
      Storage storage, HeadLog heads, WorkspaceId workspace, SignedHead old) {
    TreeHead now = heads.newest().orElseThrow().head();
    HeadLog.Kept newest =
        storage.inWorkspace(workspace, tx -> heads.page(tx, Long.MAX_VALUE, 1)).items().getFirst();
    assertTrue(
        MerkleProof.includes(
            now.root(),
            now.size(),
            HeadLog.leaf(newest.head().text()),
            newest.leaf() - 1,
            heads.inclusion(newest.leaf(), now.size())));
    assertTrue(
        MerkleProof.extendsTree(
            old.head().root(),
            old.head().size(),
            now.root(),
            now.size(),
            heads.consistency(old.head().size(), now.size())));
  }
}
