package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Keychain;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.keys.KeyAge.RootKeyAge;
import dev.tandem.storage.keys.kms.KmsStandIn;
import dev.tandem.storage.keys.kms.KmsUri;
import dev.tandem.storage.keys.pkcs11.SoftHsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: the root key moves from a file to KMS, on to a token and back to a file; after each move
/// everything reads, the former key wraps nothing and is not needed any more, and each workspace's
/// log tells of it. Method: one database; a stand-in for KMS and SoftHSM 2; the former place is
/// taken away before the next start.
final class RootKeyMovesAcrossKindsTest {
  private static final int WORKSPACES = 25;
  private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

  private final Map<UUID, WorkspaceId> written = new ConcurrentHashMap<>();

  @BeforeEach
  void credentials() {
    CREDENTIALS.forEach(name -> System.setProperty(name, "AKIAEXAMPLE"));
  }

  @AfterEach
  void noCredentials() {
    CREDENTIALS.forEach(System::clearProperty);
  }

  @Test
  void file_to_kms_to_token_to_file(@TempDir Path directory) throws Exception {
    SoftHsm hsm = SoftHsm.start();
    hsm.makeToken("moves");
    try (KeyHouse house = new KeyHouse(directory);
        KmsStandIn kms = KmsStandIn.start(0)) {
      RootKeySource file = house.file("first.key");
      RootKeySource service = new RootKeySource.Kms(KmsUri.parse(kms.uri(kms.key("one"))));
      RootKeySource token = new RootKeySource.Token(hsm.uri("moves", SoftHsm.PIN));
      RootKeySource last = house.file("last.key");
      try (Storage storage = house.open(file)) {
        for (int i = 0; i < WORKSPACES; i++) {
          WorkspaceId workspace = storage.createWorkspace("Acme");
          written.put(house.write(storage, workspace), workspace);
        }
      }
      move(house, file, service, "aws-kms:");
      Files.delete(directory.resolve("first.key"));
      move(house, service, token, "pkcs11:");
      kms.refuse(400, "DisabledException");
      move(house, token, last, "file:");
    }
  }

  private void move(KeyHouse house, RootKeySource from, RootKeySource to, String place) {
    var _ = Keychain.makeRootKey(to);
    try (Storage storage = house.open(new RootKeySource.Turning(from, List.of(to)))) {
      assertEquals(WORKSPACES, storage.keychain().rotateRootKey(to));
      assertEquals(WORKSPACES, storage.keychain().tellAuditLogs());
    }
    try (Storage storage = house.open(to)) {
      written.forEach((id, in) -> assertTrue(house.reads(storage, in, id)));
      List<RootKeyAge> roots = storage.keychain().rootKeys();
      assertEquals(1, roots.size(), "the former one wraps nothing");
      assertTrue(roots.getFirst().place().startsWith(place), roots.getFirst().place());
      assertEquals(WORKSPACES, roots.getFirst().workspaces());
      for (WorkspaceId workspace : storage.workspaces()) {
        assertEquals(1, told(storage, workspace, name -> name.equals(roots.getFirst().place())));
      }
    }
  }

  private static long told(Storage storage, WorkspaceId workspace, Predicate<String> key) {
    return storage.inWorkspace(workspace, tx -> new AuditLog().after(tx, 0, 100)).stream()
        .filter(entry -> entry.action().equals(AuditAction.ROOT_KEY_TURNED.word()))
        .flatMap(entry -> Stream.ofNullable(entry.detail().values().get("key")))
        .filter(key)
        .count();
  }
}
