package dev.tandem.storage.pg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.keys.RootKeySource;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a database of the operator's own is used the same way, by two gateways at once. Method: a
/// server that this test starts, reached by URL; wrong URLs and a wrong password are refused
/// without being quoted.
final class DatabaseByAddressTest {

  @Test
  void two_gateways_on_one_database(@TempDir Path directory) {
    Vertx vertx = Vertx.vertx();
    Path mine = directory.resolve("mine");
    try (EmbeddedServer server = EmbeddedServer.start(directory.resolve("theirs"))) {
      Endpoint at = server.endpoint();
      String url =
          "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
              .formatted(at.owner(), at.password().reveal(), at.port(), at.database());
      StorageSettings settings =
          new StorageSettings(mine, Optional.of(Secret.of(url)), RootKeySource.in(mine), 2);
      try (Storage one = Storage.open(vertx, settings);
          Storage two = Storage.open(vertx, settings)) {
        WorkspaceId workspace = one.createWorkspace("Acme");
        assertEquals(
            "Acme", two.inWorkspace(workspace, tx -> new Workspaces().get(tx).name().value()));
        assertEquals(List.of(workspace), two.workspaces());
      }
      String wrong = url.replace(at.password().reveal(), "opensesame");
      StorageSettings refused =
          new StorageSettings(mine, Optional.of(Secret.of(wrong)), RootKeySource.in(mine), 2);
      StorageException refusal =
          assertThrows(StorageException.class, () -> Storage.open(vertx, refused).close());
      assertFalse(String.valueOf(refusal.getMessage()).contains("opensesame"));
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void urls_that_are_none() {
    for (String url :
        List.of(
            "mysql://a:secretword@h/d",
            "postgresql://h/d",
            "postgresql://a:secretword@h/",
            "not a url secretword",
            "postgresql://a:secretword@h/d?options=x")) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> Endpoint.parse(Secret.of(url)), url);
      assertFalse(String.valueOf(refusal.getMessage()).contains("secretword"));
    }
  }

  @Test
  void a_url_with_everything() {
    Endpoint endpoint =
        Endpoint.parse(
            Secret.of(
                "postgres://own%40er:p%2Fw@db.example.org:6432/tan?sslmode=verify-full&sslrootcert=/ca.pem"));
    assertEquals("own@er", endpoint.owner());
    assertEquals("p/w", endpoint.password().reveal());
    assertEquals(6432, endpoint.port());
    assertEquals("verify-full", endpoint.sslMode());
    assertEquals(Optional.of("/ca.pem"), endpoint.sslRootCertificate());
  }
}
