package dev.tandem.storage.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
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
import dev.tandem.storage.seal.TreeHash;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever changes a log is found out, with nothing but an old tree head in hand. Method: the
/// schema's owner edits, removes, renumbers, swaps and cuts rows with plain SQL; each log is
/// checked against the text of a head that was taken before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TamperedLogTest {
  private static final int ENTRIES = 12;

  private final Vertx vertx = Vertx.vertx();
  private final AuditLog log = new AuditLog();
  private @Nullable EmbeddedServer server;
  private @Nullable Storage storage;

  @BeforeAll
  void open(@TempDir Path directory) {
    EmbeddedServer started = EmbeddedServer.start(directory.resolve("server"));
    server = started;
    Endpoint at = started.endpoint();
    String url =
        "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
            .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
    Path mine = directory.resolve("mine");
    storage =
        Storage.open(
            vertx,
            new StorageSettings(mine, Optional.of(Secret.of(url)), RootKeySource.in(mine), 2));
  }

  @AfterAll
  void close() {
    storage().close();
    if (server != null) {
      server.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Storage storage() {
    if (storage == null) {
      throw new AssertionError("opened before the first test");
    }
    return storage;
  }

  private WorkspaceId written() {
    WorkspaceId workspace = storage().createWorkspace("Audited");
    write(workspace, ENTRIES);
    return workspace;
  }

  private void write(WorkspaceId workspace, int entries) {
    for (int i = 1; i <= entries; i++) {
      AuditDetail detail = AuditDetail.of(AuditDetail.Field.NAME, "detail\n\\" + i);
      storage()
          .inWorkspace(
              workspace,
              tx ->
                  log.append(
                      tx,
                      Optional.of(Ids.next()),
                      AuditAction.MEMBER_INVITED,
                      Optional.of(Ids.next()),
                      detail));
    }
  }

  /// A head as the text that was exported.
  private String head(WorkspaceId workspace) {
    return storage().inWorkspace(workspace, tx -> log.head(tx, storage().auditKey())).text();
  }

  private AuditFinding verify(WorkspaceId workspace, String... heads) {
    List<SignedHead> parsed =
        List.of(heads).stream()
            .map(text -> SignedHead.parse(text, storage().auditKey().verifying()))
            .toList();
    return storage().inWorkspace(workspace, tx -> AuditVerifier.verify(tx, parsed));
  }

  private void asOwner(WorkspaceId workspace, String... statements) throws SQLException {
    if (server == null) {
      throw new AssertionError("started before the first test");
    }
    try (Owner owner = Owner.connect(server.endpoint());
        Statement sql = owner.connection().createStatement()) {
      sql.execute("SELECT set_config('tandem.workspace', '" + workspace.value() + "', false)");
      for (String statement : statements) {
        sql.execute(statement);
        assertTrue(sql.getUpdateCount() > 0, statement);
      }
    }
  }

  private void finds(Damage damage, long number, String... tampering) throws SQLException {
    WorkspaceId workspace = written();
    String head = head(workspace);
    assertEquals(new Intact(ENTRIES), verify(workspace, head));
    asOwner(workspace, tampering);
    assertEquals(new Broken(damage, number), verify(workspace, head));
  }

  @Test
  void an_untouched_log_is_intact_and_read_back() {
    WorkspaceId workspace = written();
    String head = head(workspace);
    write(workspace, 5);
    assertEquals(new Intact(ENTRIES + 5), verify(workspace, head, head(workspace)));
    AuditEntry newest =
        storage()
            .inWorkspace(workspace, tx -> log.page(tx, AuditFilter.ALL, Long.MAX_VALUE, 1))
            .items()
            .getFirst();
    assertEquals(AuditDetail.of(AuditDetail.Field.NAME, "detail\n\\5"), newest.detail());
    assertEquals(ENTRIES + 5, newest.number());
  }

  @Test
  void edited() throws SQLException {
    finds(
        Damage.EDITED, 5, "UPDATE tenant.audit_entry SET action = 'member.left' WHERE number = 5");
    finds(
        Damage.EDITED,
        ENTRIES,
        "UPDATE tenant.audit_entry SET at = at - interval '1 day' WHERE number = " + ENTRIES);
    finds(Damage.EDITED, 3, "UPDATE tenant.audit_entry SET actor_id = NULL WHERE number = 3");
    finds(Damage.EDITED, 1, "UPDATE tenant.audit_entry SET chain_hash = '' WHERE number = 1");
  }

  @Test
  void edited_and_its_leaf_made_to_fit() throws SQLException {
    WorkspaceId workspace = written();
    String head = head(workspace);
    asOwner(workspace, "UPDATE tenant.audit_entry SET action = 'x' WHERE number = 7");
    TreeHash leaf = storage().inWorkspace(workspace, tx -> log.leaf(tx, 7)).orElseThrow();
    asOwner(
        workspace, "UPDATE tenant.audit_entry SET leaf_hash = '\\x" + leaf + "' WHERE number = 7");
    assertEquals(new Broken(Damage.EDITED, 7), verify(workspace, head));
  }

  @Test
  void removed() throws SQLException {
    finds(Damage.REMOVED, 4, "DELETE FROM tenant.audit_entry WHERE number = 4");
    finds(Damage.REMOVED, 1, "DELETE FROM tenant.audit_entry WHERE number <= 2");
  }

  @Test
  void removed_and_the_rest_counted_anew() throws SQLException {
    finds(
        Damage.REMOVED,
        4,
        "DELETE FROM tenant.audit_entry WHERE number IN (4, 5)",
        "UPDATE tenant.audit_entry SET number = number + 1000 WHERE number > 5",
        "UPDATE tenant.audit_entry SET number = number - 1002 WHERE number > 1000",
        "UPDATE tenant.audit_log SET size = size - 2, frontier_hash = substr(frontier_hash, 1, 64)");
  }

  @Test
  void reordered() throws SQLException {
    finds(
        Damage.REORDERED,
        6,
        "UPDATE tenant.audit_entry SET number = 1000 WHERE number = 6",
        "UPDATE tenant.audit_entry SET number = 6 WHERE number = 9",
        "UPDATE tenant.audit_entry SET number = 9 WHERE number = 1000");
  }

  @Test
  void cut_off() throws SQLException {
    finds(Damage.CUT_OFF, 11, "DELETE FROM tenant.audit_entry WHERE number > 10");
    finds(Damage.CUT_OFF, 1, "DELETE FROM tenant.audit_entry", "DELETE FROM tenant.audit_log");
  }

  @Test
  void a_detail_whose_key_was_changed_taken_or_swapped() throws SQLException {
    finds(Damage.CLOSED, 3, "DELETE FROM tenant.audit_key WHERE id = '" + key(3) + "'");
    finds(
        Damage.CLOSED,
        2,
        "UPDATE tenant.audit_key SET wrapped = set_byte(wrapped, 90, 255 - get_byte(wrapped, 90))"
            + " WHERE id = '"
            + key(2)
            + "'");
    finds(
        Damage.CLOSED,
        4,
        "UPDATE tenant.audit_key k SET wrapped = o.wrapped FROM tenant.audit_key o WHERE k.id = '"
            + key(4)
            + "' AND o.id = '"
            + key(5)
            + "'");
  }

  private static String key(int entry) {
    return "00000000-0000-0000-0000-%012x".formatted(entry);
  }

  @Test
  void gone_back_to_an_older_state_and_written_on() throws SQLException {
    WorkspaceId workspace = written();
    String old = head(workspace);
    asOwner(workspace, "CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM tenant.audit_log");
    write(workspace, 3);
    String head = head(workspace);
    asOwner(
        workspace,
        "DELETE FROM tenant.audit_entry WHERE number > 12",
        "UPDATE tenant.audit_log l SET size = k.size, frontier_hash = k.frontier_hash, chain_hash = k.chain_hash"
            + " FROM public.kept k");
    write(workspace, 5);
    Rewritten found = assertInstanceOf(Rewritten.class, verify(workspace, old, head));
    assertEquals(List.of(12L, 15L), List.of(found.after(), found.size()));
  }

  @Test
  void a_head_that_was_changed_or_is_another_workspace_s() {
    WorkspaceId workspace = written();
    String head = head(workspace);
    assertThrows(
        IllegalArgumentException.class, () -> verify(workspace, head.replace("\n12\n", "\n11\n")));
    assertThrows(IllegalArgumentException.class, () -> verify(workspace, head(written())));
    assertThrows(IllegalArgumentException.class, () -> verify(workspace, "no head"));
    assertThrows(IllegalArgumentException.class, () -> verify(workspace));
  }

  @Test
  void proofs_out_of_the_database_hold() {
    WorkspaceId workspace = written();
    TreeHead old = parsed(head(workspace));
    write(workspace, 7);
    TreeHead now = parsed(head(workspace));
    storage()
        .inWorkspace(
            workspace,
            tx -> {
              for (long number = 1; number <= now.size(); number++) {
                assertTrue(
                    MerkleProof.includes(
                        now.root(),
                        now.size(),
                        log.leaf(tx, number).orElseThrow(),
                        number - 1,
                        log.inclusion(tx, number, now.size())));
              }
              assertTrue(
                  MerkleProof.extendsTree(
                      old.root(),
                      old.size(),
                      now.root(),
                      now.size(),
                      log.consistency(tx, old.size(), now.size())));
              return now;
            });
  }

  private TreeHead parsed(String text) {
    return SignedHead.parse(text, storage().auditKey().verifying()).head();
  }

  @Test
  void the_gateway_s_role_may_not_change_or_delete_an_entry() {
    WorkspaceId workspace = written();
    for (String statement :
        List.of(
            "UPDATE tenant.audit_entry SET action = 'x'",
            "DELETE FROM tenant.audit_entry",
            "DELETE FROM tenant.audit_log")) {
      assertThrows(
          StorageException.class,
          () -> storage().inWorkspace(workspace, tx -> tx.sql().change(statement)));
    }
  }

  @Test
  void an_entry_is_there_only_if_what_it_tells_of_is() {
    WorkspaceId workspace = written();
    assertThrows(
        IllegalStateException.class,
        () ->
            storage()
                .inWorkspace(
                    workspace,
                    tx -> {
                      log.append(
                          tx,
                          Optional.empty(),
                          AuditAction.MEMBER_RENAMED,
                          Optional.empty(),
                          AuditDetail.none());
                      throw new IllegalStateException("the rest failed");
                    }));
    assertEquals(new Intact(ENTRIES), verify(workspace, head(workspace)));
  }
}
