package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.TestListener;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.pg.EmbeddedServer;
import dev.tandem.storage.pg.Owner;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a start that cannot work ends with one message that says what to do and an exit code that
/// names the kind of trouble; no database stays behind, no key or certificate is touched, and what
/// was stored is there with the next start.
///
/// Method: one data directory with a contact in it; each trouble in turn on the real `serve`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class StartFailsAndNothingIsLostTest {
  private final Vertx vertx = Vertx.vertx();
  private final UUID contact = Ids.next();
  private final Map<String, String> environment = new HashMap<>();
  private Path data = Path.of("unset");
  private Path key = Path.of("unset");
  private WorkspaceId workspace = new WorkspaceId(contact);
  private Map<String, String> files = Map.of();

  /// What came of a start.
  private record Ended(int code, String said) {}

  @BeforeAll
  void store(@TempDir Path directory) throws IOException {
    data = directory;
    key = data.resolve("keys/root.key");
    environment.put("TANDEM_DATA", data.toString());
    for (String port : List.of("HTTPS", "RELAY", "RELAY_TLS", "METRICS")) {
      environment.put("TANDEM_" + port + "_PORT", Integer.toString(TestListener.freePort()));
    }
    try (Foundation foundation =
        Foundation.open(dev.tandem.gateway.config.ConfigReader.read(environment))) {
      workspace = foundation.storage().createWorkspace("Acme");
      var _ =
          foundation
              .storage()
              .inWorkspace(workspace, tx -> new Contacts().create(tx, contact, "Grace", List.of()));
    }
    files = keysAndCertificates();
  }

  /// Every file of the directories whose loss would be a loss, with its content and mode.
  private Map<String, String> keysAndCertificates() throws IOException {
    Map<String, String> found = new TreeMap<>();
    for (String directory : List.of("keys", "tls")) {
      try (Stream<Path> all = Files.list(data.resolve(directory))) {
        for (Path file : all.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          String content = HexFormat.of().formatHex(Files.readAllBytes(file));
          found.put(data.relativize(file).toString(), mode + " " + content);
        }
      }
    }
    return found;
  }

  @AfterEach
  void everythingIsThere() throws IOException {
    assertFalse(Files.exists(data.resolve("postgres/postmaster.pid")), "no database runs on");
    assertEquals(files, keysAndCertificates());
    try (Storage storage = Storage.open(vertx, StorageSettings.in(data))) {
      assertEquals(
          "Grace",
          storage.inWorkspace(
              workspace, tx -> new Contacts().find(tx, contact).orElseThrow().name().value()));
    }
  }

  @AfterAll
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Ended serve(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    StringWriter said = new StringWriter();
    int code = Main.run(new String[] {"serve"}, all, new PrintWriter(said, true));
    return new Ended(code, said.toString());
  }

  private static void told(int code, Ended ended, String... words) {
    assertEquals(code, ended.code(), ended.said());
    for (String word : words) {
      assertTrue(ended.said().contains(word), word + " in: " + ended.said());
    }
    assertFalse(ended.said().contains("\tat "), "a message, no stack: " + ended.said());
    assertFalse(ended.said().contains("Exception"), ended.said());
  }

  private Map<String, String> port(String name, int port) {
    return Map.of("TANDEM_" + name + "_PORT", Integer.toString(port));
  }

  @Test
  void thePortOfHttpsIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      told(71, serve(port("HTTPS", port)), "Port " + port, "TANDEM_HTTPS_PORT", "stop what uses");
    }
  }

  @Test
  void thePortOfMetricsIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      told(71, serve(port("METRICS", port)), "Port " + port, "TANDEM_METRICS_PORT");
    }
  }

  @Test
  void thePortOfTheRelayIsTaken() throws IOException {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      int port = taken.getLocalPort();
      told(71, serve(port("RELAY", port)), "UDP 127.0.0.1:" + port, "TANDEM_RELAY_PORT");
    }
  }

  @Test
  void thePortOfTheRelayOverTlsIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      told(71, serve(port("RELAY_TLS", port)), "127.0.0.1:" + port, "TANDEM_RELAY_TLS_PORT");
    }
  }

  @Test
  void aVariableIsMistyped() {
    told(
        78,
        serve(Map.of("TANDEM_HTTP_PORT", "8443")),
        "TANDEM_HTTP_PORT: is not a variable of Tandem; did you mean TANDEM_HTTPS_PORT?");
  }

  @Test
  void aKeyOfTheFileIsMistyped(@TempDir Path elsewhere) throws IOException {
    Path file = elsewhere.resolve("tandem.yaml");
    Files.writeString(file, "ring_second: 20\nrelay_port: many\n");
    Map<String, String> more = new HashMap<>(Map.of("TANDEM_CONFIG", file.toString()));
    Path fresh = elsewhere.resolve("data");
    more.put("TANDEM_DATA", fresh.toString());
    told(78, serve(more), "ring_second: is not a key of Tandem; did you mean `ring_seconds`?");
    assertFalse(Files.exists(fresh), "a configuration with a fault starts nothing");
  }

  @Test
  void theRootKeyIsAnother() throws IOException {
    String right = Files.readString(key);
    putKey("0123456789abcdef".repeat(4), "r--------");
    told(65, serve(Map.of()), "is not the one", "nothing was changed");
    putKey(right, "r--------");
  }

  @Test
  void theRootKeyIsMissing() throws IOException {
    String right = Files.readString(key);
    Files.delete(key);
    told(65, serve(Map.of()), key + " is missing", "Put the file back from its backup");
    assertFalse(Files.exists(key), "no other key takes its place");
    putKey(right, "r--------");
  }

  @Test
  void theRootKeyIsOpenToOthers() throws IOException {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--r--r--"));
    told(65, serve(Map.of()), "open to other users", "chmod 0400 " + key);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
  }

  private void putKey(String content, String mode) throws IOException {
    Files.deleteIfExists(key);
    Files.writeString(key, content);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
  }

  @Test
  void theDataIsOfANewerVersion() throws SQLException {
    asOwner(
        """
        INSERT INTO system.schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'tandem_owner', 1, true)
        """);
    told(65, serve(Map.of()), "newer Tandem (schema 99", "Start that version");
    asOwner("DELETE FROM system.schema_history WHERE installed_rank = 99");
  }

  private void asOwner(String sql) throws SQLException {
    try (EmbeddedServer server = EmbeddedServer.start(data);
        Owner owner = Owner.connect(server.endpoint());
        Statement statement = owner.connection().createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }

  @Test
  void anotherGatewayWorksInTheDirectory() {
    try (Storage other = Storage.open(vertx, StorageSettings.in(data))) {
      told(
          65,
          serve(Map.of()),
          "in use by another gateway (process " + ProcessHandle.current().pid(),
          "another TANDEM_DATA");
      assertTrue(other.healthy(), "the other one works on");
    }
  }

  @Test
  void theDirectoryCannotBeMade(@TempDir Path elsewhere) throws IOException {
    Path file = Files.writeString(elsewhere.resolve("file"), "a file");
    Path below = file.resolve("data");
    told(77, serve(Map.of("TANDEM_DATA", below.toString())), below.toString(), "TANDEM_DATA");
    told(77, serve(Map.of("TANDEM_DATA", file.toString())), file.toString(), "TANDEM_DATA");
    assertEquals("a file", Files.readString(file));
  }

  @Test
  void theDirectoryMayNotBeWritten(@TempDir Path elsewhere) throws IOException {
    Path closed = Files.createDirectory(elsewhere.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    Assumptions.assumeFalse(
        Files.isWritable(closed), "this user (root?) may write everywhere; run it as another one");
    told(77, serve(Map.of("TANDEM_DATA", closed.toString())), "may not be written", "owner");
    try (Stream<Path> inside = Files.list(closed)) {
      assertEquals(0, inside.count());
    }
  }
}
