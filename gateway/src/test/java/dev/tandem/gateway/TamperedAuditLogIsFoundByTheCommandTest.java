package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: with a file that holds one old tree head and nothing else, the command names the first
/// entry that was edited, removed, reordered or cut off, and says so by its exit code too.
///
/// Method: the program in this process against a Postgres whose owner tampers with plain SQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TamperedAuditLogIsFoundByTheCommandTest {
  private static final int ENTRIES = 12;

  /// What the program said, and how it ended.
  private record Run(int code, String out, String err) {}

  private @Nullable EmbeddedServer server;
  private Map<String, String> environment = Map.of();
  private Path directory = Path.of("");

  @BeforeAll
  void start(@TempDir Path data) {
    EmbeddedServer started = EmbeddedServer.start(data.resolve("server"));
    server = started;
    directory = data;
    environment = Map.of("TANDEM_DATA", mine().toString(), "TANDEM_DATABASE_URL", url(started));
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Path mine() {
    return directory.resolve("mine");
  }

  private static String url(EmbeddedServer server) {
    Endpoint at = server.endpoint();
    return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
  }

  private WorkspaceId written() {
    Vertx vertx = Vertx.vertx();
    StorageSettings settings =
        new StorageSettings(
            mine(),
            Optional.of(Secret.of(environment.getOrDefault("TANDEM_DATABASE_URL", ""))),
            RootKeySource.in(mine()),
            2);
    try (Storage storage = Storage.open(vertx, settings)) {
      WorkspaceId workspace = storage.createWorkspace("Audited");
      for (int i = 1; i <= ENTRIES; i++) {
        AuditDetail detail = AuditDetail.of(AuditDetail.Field.NAME, "member " + i);
        storage.inWorkspace(
            workspace,
            tx ->
                new AuditLog()
                    .append(
                        tx,
                        Optional.empty(),
                        AuditAction.MEMBER_INVITED,
                        Optional.of(Ids.next()),
                        detail));
      }
      return workspace;
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            environment,
            new PrintWriter(out, true, UTF_8),
            new PrintWriter(err, true, UTF_8));
    return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Path kept(String name, String... arguments) throws Exception {
    Run head = run(arguments);
    assertEquals(0, head.code(), head.err());
    return Files.writeString(directory.resolve(name), head.out());
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

  @Test
  void eachKindOfDamageIsNamed() throws Exception {
    for (Map.Entry<String, List<String>> damage :
        Map.of(
                "entry 5 is the first that was edited",
                List.of("UPDATE tenant.audit_entry SET action = 'x' WHERE number = 5"),
                "entry 4 is the first that was removed",
                List.of("DELETE FROM tenant.audit_entry WHERE number = 4"),
                "entry 6 is the first that was reordered",
                List.of(
                    "UPDATE tenant.audit_entry SET number = 1000 WHERE number = 6",
                    "UPDATE tenant.audit_entry SET number = 6 WHERE number = 9",
                    "UPDATE tenant.audit_entry SET number = 9 WHERE number = 1000"),
                "entry 11 is the first that was cut off",
                List.of("DELETE FROM tenant.audit_entry WHERE number > 10"))
            .entrySet()) {
      WorkspaceId workspace = written();
      String file =
          kept(workspace + ".txt", "audit", "head", "--workspace", workspace.toString()).toString();
      Run untouched = run("audit", "verify", "--head", file);
      assertEquals(0, untouched.code(), untouched.err());
      assertEquals(
          "workspace " + workspace + ": intact, newest entry " + ENTRIES, untouched.out().strip());
      asOwner(workspace, damage.getValue().toArray(String[]::new));
      Run found = run("audit", "verify", "--head", file);
      assertEquals(AuditCommand.CHANGED, found.code(), found.err());
      assertEquals("workspace " + workspace + ": " + damage.getKey(), found.out().strip());
    }
  }

  @Test
  void theHeadOfTheStatusPageChecksEveryWorkspace() throws Exception {
    WorkspaceId workspace = written();
    String file = kept("installation.txt", "audit", "head").toString();
    asOwner(workspace, "DELETE FROM tenant.audit_entry WHERE number = 7");
    Run found = run("audit", "verify", "--head", file);
    assertEquals(AuditCommand.CHANGED, found.code(), found.err());
    String line = "workspace " + workspace + ": entry 7 is the first that was removed";
    assertTrue(found.out().contains(line), found.out());
    assertTrue(found.out().contains("the log of kept heads: intact"), found.out());
  }

  @Test
  void aFileThatIsNoHeadOfOursIsRefused() throws Exception {
    WorkspaceId workspace = written();
    Path file = kept("mine.txt", "audit", "head", "--workspace", workspace.toString());
    Path changed =
        Files.writeString(
            directory.resolve("changed.txt"), Files.readString(file).replace("\n12\n", "\n11\n"));
    Run forged = run("audit", "verify", "--head", changed.toString());
    assertEquals(65, forged.code());
    assertTrue(forged.err().contains("is not a tree head"), forged.err());
    assertEquals(65, run("audit", "verify", "--head", directory.resolve("none").toString()).code());
    assertEquals(2, run("audit", "verify").code(), "without a head there is nothing to compare");
    assertEquals(2, run("audit").code());
  }

  @Test
  void anExportIsItselfAudited() {
    WorkspaceId workspace = written();
    Run export = run("audit", "export", "--workspace", workspace.toString());
    assertEquals(0, export.code(), export.err());
    List<JsonObject> entries = export.out().lines().map(JsonObject::new).toList();
    assertEquals(ENTRIES + 1, entries.size());
    assertEquals("member 1", entries.getFirst().getJsonObject("detail").getString("name"));
    assertEquals("audit.exported", entries.getLast().getString("action"));
  }
}
