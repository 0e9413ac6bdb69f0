package dev.tandem.storage.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.EveryStore;
import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.keys.KeyProof.Proof;
import dev.tandem.storage.keys.SealedTables.SealedTable;
import dev.tandem.storage.pg.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what an old data key sealed is sealed anew while people read and write, no sealed column
/// is forgotten, and the old key can be destroyed exactly when nothing needs it. Method: the
/// catalogue; a workspace with rows in every table; writers and readers beside the re-sealing.
@ExtendWith(SharedStorage.class)
final class OldDataKeyIsDestroyedTest {
  private final Storage storage;
  private final Contacts contacts = new Contacts();

  OldDataKeyIsDestroyedTest(Storage storage) {
    this.storage = storage;
  }

  @Test
  void no_sealed_column_is_forgotten() {
    Set<String> known = new TreeSet<>();
    for (SealedTable table : SealedTables.ALL) {
      table.columns().forEach(column -> known.add(table.name() + "." + column));
    }
    // They never change; what opens them is in blob.stream_key and audit_key.wrapped.
    known.addAll(List.of("blob.header", "blob_chunk.bytes", "audit_entry.detail"));
    // Not sealed: ids, times and places.
    known.addAll(List.of("search_segment.entries", "search_posting.places"));
    List<String> there =
        storage.outsideWorkspaces(
            sql ->
                sql.list(
                    """
                    SELECT c.relname || '.' || a.attname AS place
                    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                    WHERE c.relnamespace = 'tenant'::regnamespace AND c.relkind IN ('r', 'p')
                      AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype
                      AND a.attname NOT LIKE '%\\_hash' AND a.attname NOT LIKE '%\\_index'
                    """,
                    row -> row.getString("place")));
    assertEquals(new TreeSet<>(there), known);
  }

  private List<DataKeyAge> keys(WorkspaceId workspace) {
    return storage.keychain().ages(workspace).stream()
        .filter(DataKeyAge.class::isInstance)
        .map(DataKeyAge.class::cast)
        .toList();
  }

  private UUID write(WorkspaceId workspace) {
    UUID id = Ids.next();
    storage.inWorkspace(workspace, tx -> contacts.create(tx, id, "Name", List.of()));
    return id;
  }

  private boolean reads(WorkspaceId workspace, UUID id) {
    return storage
        .inWorkspace(workspace, tx -> contacts.find(tx, id))
        .filter(contact -> contact.name().value().equals("Name"))
        .isPresent();
  }

  private void longAgo(WorkspaceId workspace) {
    storage.outsideWorkspaces(
        sql ->
            sql.change(
                "UPDATE keys.data_key SET retired_at = retired_at - interval '1 hour' WHERE"
                    + " workspace_id = $1",
                workspace.value()));
  }

  private String refusal(WorkspaceId workspace, int number) {
    return String.valueOf(
        assertThrows(
                StorageException.class, () -> storage.keychain().destroyDataKey(workspace, number))
            .getMessage());
  }

  @Test
  void everything_of_a_workspace_is_sealed_anew() {
    WorkspaceId workspace = EveryStore.write(storage, "resealed-" + Ids.next());
    List<DataKeyAge> before = keys(workspace);
    storage.keychain().turnDataKeys(workspace);
    assertTrue(storage.keychain().reseal(workspace) > 0);
    assertEquals(0, storage.keychain().reseal(workspace), "nothing is left");
    for (DataKeyAge old : before) {
      assertEquals(Map.of(), storage.keychain().uses(workspace, old.number()));
    }
    Proof proof = storage.keychain().verify(workspace, OptionalInt.empty());
    assertEquals(List.of(), proof.places());
    assertEquals(2 + 2 * KeyClass.values().length, proof.keys());
    assertTrue(proof.values() >= 20, "values: " + proof.values());
  }

  @Test
  void a_key_is_destroyed_when_nothing_needs_it() {
    WorkspaceId workspace = EveryStore.write(storage, "destroyed-" + Ids.next());
    int messages = number(workspace, KeyClass.MESSAGES);
    assertTrue(refusal(workspace, messages).contains("turn the data keys first"));
    storage.keychain().turnDataKeys(workspace);
    assertTrue(refusal(workspace, messages).contains("minutes ago"));
    longAgo(workspace);
    String needed = refusal(workspace, messages);
    assertTrue(needed.contains("message.content=") && needed.contains("conversation"), needed);
    assertTrue(refusal(workspace, 999).contains("no data key 999"));
    assertTrue(storage.keychain().reseal(workspace) > 0);
    storage.keychain().destroyDataKey(workspace, messages);
    assertFalse(keys(workspace).stream().anyMatch(key -> key.number() == messages));
    assertEquals(0, storage.keychain().verify(workspace, OptionalInt.empty()).broken());
    int media = number(workspace, KeyClass.MEDIA);
    storage.keychain().destroyDataKey(workspace, media);
    assertEquals(0, storage.keychain().verify(workspace, OptionalInt.empty()).broken());
  }

  private int number(WorkspaceId workspace, KeyClass keyClass) {
    return keys(workspace).stream()
        .filter(key -> key.keyClass() == keyClass)
        .findFirst()
        .orElseThrow()
        .number();
  }

  @Test
  void readers_and_writers_notice_nothing() throws InterruptedException, ExecutionException {
    WorkspaceId workspace = storage.createWorkspace("Acme");
    Map<UUID, Boolean> written = new ConcurrentHashMap<>();
    for (int i = 0; i < 1_200; i++) {
      written.put(write(workspace), true);
    }
    storage.keychain().turnDataKeys(workspace);
    AtomicBoolean over = new AtomicBoolean();
    List<Future<Integer>> traffic = new ArrayList<>();
    long sealed;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        Callable<Integer> work = () -> traffic(workspace, written, over);
        traffic.add(threads.submit(work));
      }
      sealed = storage.keychain().reseal(workspace);
      over.set(true);
    }
    assertTrue(sealed > 600, "rows: " + sealed);
    for (Future<Integer> count : traffic) {
      assertTrue(count.get() > 0);
    }
    assertTrue(written.keySet().stream().allMatch(id -> reads(workspace, id)));
    int first = number(workspace, KeyClass.ACCOUNT);
    assertEquals(Map.of(), storage.keychain().uses(workspace, first));
    longAgo(workspace);
    storage.keychain().destroyDataKey(workspace, first);
    assertTrue(written.keySet().stream().allMatch(id -> reads(workspace, id)));
  }

  private int traffic(WorkspaceId workspace, Map<UUID, Boolean> written, AtomicBoolean over) {
    int count = 0;
    List<UUID> all = List.copyOf(written.keySet());
    do {
      UUID id = all.get(count % all.size());
      assertTrue(reads(workspace, id));
      storage.inWorkspace(workspace, tx -> rewrite(tx, id));
      written.put(write(workspace), true);
      count++;
    } while (!over.get());
    return count;
  }

  /// Seals what is there once more, as a store that changes a row does.
  private static int rewrite(Tenant tx, UUID id) {
    SealedColumn column = new SealedColumn("contact", "content", KeyClass.ACCOUNT);
    byte[] sealed =
        tx.sql()
            .one(
                "SELECT content FROM tenant.contact WHERE id = $1 FOR UPDATE",
                row -> Sql.bytes(row, "content"),
                id)
            .orElseThrow();
    byte[] plain = tx.vault().open(column, id, sealed);
    return tx.sql()
        .change(
            "UPDATE tenant.contact SET content = $2 WHERE id = $1",
            id,
            tx.vault().seal(column, id, plain));
  }

  @Test
  void a_record_that_was_changed_is_named() {
    WorkspaceId workspace = storage.createWorkspace("Acme");
    UUID id = write(workspace);
    storage.inWorkspace(
        workspace,
        tx ->
            tx.sql()
                .change(
                    "UPDATE tenant.contact SET content = set_byte(content, length(content) - 1, 255"
                        + " - get_byte(content, length(content) - 1)) WHERE id = $1",
                    id));
    Proof proof = storage.keychain().verify(workspace, OptionalInt.of(10));
    assertEquals(1, proof.broken());
    assertEquals(List.of("contact.content of " + id), proof.places());
  }

  @Test
  void a_workspace_is_shredded() {
    WorkspaceId workspace = EveryStore.write(storage, "shredded-" + Ids.next());
    WorkspaceId other = EveryStore.write(storage, "kept-" + Ids.next());
    storage.keychain().shred(workspace);
    assertThrows(StorageException.class, () -> storage.inWorkspace(workspace, tx -> true));
    assertFalse(storage.workspaces().contains(workspace));
    assertTrue(storage.keychain().ages(workspace).isEmpty());
    assertThrows(StorageException.class, () -> storage.keychain().shred(workspace));
    assertEquals(0, storage.keychain().verify(other, OptionalInt.empty()).broken());
  }
}
