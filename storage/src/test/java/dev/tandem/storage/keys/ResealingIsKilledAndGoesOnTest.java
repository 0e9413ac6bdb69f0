package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditFinding;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.audit.AuditVerifier;
import dev.tandem.storage.audit.OldEntries;
import dev.tandem.storage.audit.SignedHead;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.Binding;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.OldStream;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.seal.StreamSealer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a re-sealing that is killed with -9 in the middle loses nothing and is completed by the
/// next one, and then the old data keys can go: also of streams and audit entries from before these
/// had keys of their own, while a reader is in the middle of such a stream. Method: a process of
/// its own seals a workspace anew and is held up, by a lock on one row, behind its first batches.
final class ResealingIsKilledAndGoesOnTest {
  private static final int CONTACTS = 2_600;
  private static final int OLD_ENTRIES = 3;
  private static final byte[] SOUND = new byte[70_000];

  static {
    new Random(7).nextBytes(SOUND);
  }

  @Test
  void half_and_half(@TempDir Path directory) throws Exception {
    try (KeyHouse house = new KeyHouse(directory)) {
      RootKeySource root = house.file("root.key");
      WorkspaceId workspace;
      try (Storage storage = house.open(root)) {
        workspace = storage.createWorkspace("Acme");
        List<UUID> contacts = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
          contacts.add(house.write(storage, workspace));
        }
        BlobId old = oldStream(storage, root, workspace);
        BlobId own = stream(storage, workspace);
        for (int i = 0; i < OLD_ENTRIES; i++) {
          storage.inWorkspace(
              workspace, tx -> OldEntries.append(tx, AuditAction.NUMBER_ADDED, told()));
        }
        storage.keychain().turnDataKeys(workspace);
        SignedHead head = head(storage, workspace);
        BlobReader reader = new Blobs(storage).open(workspace, old).orElseThrow();
        assertArrayEquals(part(0, 20_000), reader.read(0, 20_000));

        int left = kill(directory, house, workspace, contacts.get(2_200));
        assertTrue(left > 0 && left < CONTACTS, "left: " + left);
        whole(storage, house, workspace, contacts, List.of(old, own));
        assertTrue(storage.keychain().reseal(workspace) >= left);
        whole(storage, house, workspace, contacts, List.of(old, own));
        retire(storage, workspace);
        whole(storage, house, workspace, contacts, List.of(old, own));
        assertArrayEquals(part(20_000, 50_000), reader.read(20_000, 50_000), "it had its key");
        AuditFinding found =
            storage.inWorkspace(workspace, tx -> AuditVerifier.verify(tx, List.of(head)));
        assertEquals(new AuditFinding.Intact(OLD_ENTRIES + 6L), found);
      }
    }
  }

  private static AuditDetail told() {
    return AuditDetail.of(AuditDetail.Field.NAME, "Sales");
  }

  private static byte[] part(int from, int count) {
    return Arrays.copyOfRange(SOUND, from, from + count);
  }

  private static SignedHead head(Storage storage, WorkspaceId workspace) {
    return storage.inWorkspace(workspace, tx -> new AuditLog().head(tx, storage.auditKey()));
  }

  private static BlobId stream(Storage storage, WorkspaceId workspace) {
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "audio/ogg");
    writer.write(SOUND);
    return writer.finish();
  }

  /// A stream whose key came from the media key itself, as rows have it from before schema 12.
  private static BlobId oldStream(Storage storage, RootKeySource root, WorkspaceId workspace) {
    UUID id = Ids.next();
    DataKey key =
        storage.outsideWorkspaces(
            sql -> {
              try (RootKeys roots = root.open(false)) {
                return KeyTables.read(sql, roots, workspace.value(), KeyTables.WHILE_READ, null)
                    .inUse(KeyClass.MEDIA)
                    .orElseThrow()
                    .key();
              }
            });
    StreamSealer stream =
        OldStream.start(key, new Binding(workspace.value(), "blob", "chunks", id));
    List<byte[]> chunks = new ArrayList<>();
    stream.write(SOUND, (number, chunk) -> chunks.add(chunk));
    stream.finish((number, chunk) -> chunks.add(chunk));
    return storage.inWorkspace(
        workspace,
        tx -> {
          tx.sql()
              .run(
                  """
                  INSERT INTO tenant.blob (workspace_id, id, key_number, header, content_type,
                    length, created_at, written_at, place)
                  VALUES ($1, $2, $3, $4, 'audio/ogg', $5, $6, $6, 'POSTGRES')
                  """,
                  workspace.value(),
                  id,
                  key.number(),
                  OldStream.header(stream),
                  (long) SOUND.length,
                  tx.now());
          for (int i = 0; i < chunks.size(); i++) {
            tx.sql()
                .run(
                    "INSERT INTO tenant.blob_chunk (workspace_id, blob_id, number, bytes) VALUES ($1, $2, $3, $4)",
                    workspace.value(),
                    id,
                    (long) i,
                    chunks.get(i));
          }
          return new BlobId(id);
        });
  }

  /// Everything reads as it was written.
  private static void whole(
      Storage storage,
      KeyHouse house,
      WorkspaceId workspace,
      List<UUID> contacts,
      List<BlobId> blobs) {
    assertEquals(0, contacts.stream().filter(id -> !house.reads(storage, workspace, id)).count());
    for (BlobId blob : blobs) {
      BlobReader reader = new Blobs(storage).open(workspace, blob).orElseThrow();
      assertArrayEquals(SOUND, reader.read(0, SOUND.length));
    }
    assertEquals(
        OLD_ENTRIES,
        storage.inWorkspace(workspace, tx -> new AuditLog().after(tx, 0, 100)).stream()
            .filter(entry -> entry.detail().equals(told()))
            .count());
    assertEquals(0, storage.keychain().verify(workspace, OptionalInt.empty()).broken());
  }

  /// Destroys all four old keys.
  private static void retire(Storage storage, WorkspaceId workspace) {
    storage.outsideWorkspaces(
        sql ->
            sql.change(
                "UPDATE keys.data_key SET retired_at = retired_at - interval '1 hour' WHERE workspace_id = $1",
                workspace.value()));
    storage.keychain().ages(workspace).stream()
        .filter(DataKeyAge.class::isInstance)
        .map(DataKeyAge.class::cast)
        .filter(key -> key.retired().isPresent())
        .forEach(key -> storage.keychain().destroyDataKey(workspace, key.number()));
  }

  /// How many contacts the killed process left under the old key.
  private static int kill(Path directory, KeyHouse house, WorkspaceId workspace, UUID held)
      throws IOException, InterruptedException, SQLException {
    try (Owner owner = Owner.connect(Endpoint.parse(Secret.of(house.url())));
        Statement sql = owner.connection().createStatement()) {
      owner.connection().setAutoCommit(false);
      sql.execute("SELECT set_config('tandem.workspace', '" + workspace.value() + "', false)");
      sql.execute("SELECT id FROM tenant.contact WHERE id = '" + held + "' FOR UPDATE");
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledResealing.class.getName(),
                  directory.toString(),
                  house.url(),
                  workspace.value().toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("resealing.out").toFile())
              .start();
      try {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (count(sql, WAITING) == 0 || count(sql, SEALED_ANEW) == 0) {
          assertTrue(process.isAlive() && System.nanoTime() < until, "it waits for the row");
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      owner.connection().rollback();
      sql.execute("SELECT set_config('tandem.workspace', '" + workspace.value() + "', false)");
      int left = count(sql, LEFT);
      owner.connection().rollback();
      return left;
    }
  }

  private static final String NEWEST =
      "(SELECT max(number) FROM keys.data_key WHERE class = 'ACCOUNT')";
  private static final String NUMBER =
      " WHERE ('x' || encode(substring(content FROM 2 FOR 4), 'hex'))::bit(32)::integer ";
  private static final String SEALED_ANEW =
      "SELECT count(*) FROM tenant.contact" + NUMBER + "= " + NEWEST;
  private static final String LEFT = "SELECT count(*) FROM tenant.contact" + NUMBER + "< " + NEWEST;
  private static final String WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted";

  private static int count(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      assertTrue(row.next());
      return row.getInt(1);
    }
  }
}
