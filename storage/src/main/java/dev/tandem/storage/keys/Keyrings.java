package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of all workspaces. A workspace's keys are read and unwrapped when it is first worked
/// in, and kept in memory; a new month's data keys are made before the first transaction of that
/// month begins, in a transaction of their own, so that nothing can be sealed with a key that was
/// rolled back.
public final class Keyrings {
  /// Workspaces whose keys are kept unwrapped; beyond it the cache starts anew.
  private static final int MAX_CACHED = 10_000;

  private final Pool pool;
  private final RootKeyProvider root;
  private final Map<UUID, Keyring> cached = new ConcurrentHashMap<>();

  public Keyrings(Pool pool, RootKeyProvider root) {
    this.pool = pool;
    this.root = root;
  }

  /// Makes the keys of a new workspace, in the transaction that makes the workspace.
  public Vault create(Sql tx, UUID workspace, YearMonth month) {
    KeyBytes workspaceKey = KeyBytes.random();
    KeyBytes indexKey = KeyBytes.random();
    tx.run(
        """
        INSERT INTO keys.workspace_key (workspace_id, wrapped, index_wrapped, root_key, last_number)
        VALUES ($1, $2, $3, $4, 0)
        """,
        workspace,
        root.wrap(workspaceKey, workspaceContext(workspace)),
        KeyWrap.wrap(workspaceKey, indexKey, indexContext(workspace)),
        root.name());
    Keyring ring = new Keyring(workspace, workspaceKey, indexKey);
    makeMissing(tx, ring, month);
    return new Vault(this, ring, tx, month);
  }

  /// Makes sure that the workspace's keys of this month are at hand. Holds no connection when it
  /// returns.
  public void prepare(UUID workspace, YearMonth month) {
    Keyring ring = cached.get(workspace);
    if (ring == null || !ring.completeFor(month)) {
      load(workspace, month);
    }
  }

  /// What stores seal and open with in the transaction `tx`. [#prepare] came before.
  public Vault vault(UUID workspace, Sql tx, YearMonth month) {
    Keyring ring = cached.get(workspace);
    if (ring == null) {
      ring = read(tx, workspace);
    }
    return new Vault(this, ring, tx, month);
  }

  private void load(UUID workspace, YearMonth month) {
    Keyring ring =
        Sql.transaction(
            pool,
            tx -> {
              Keyring read = read(tx, workspace);
              makeMissing(tx, read, month);
              return read;
            });
    if (cached.size() >= MAX_CACHED) {
      cached.clear();
    }
    cached.put(workspace, ring);
  }

  private Keyring read(Sql tx, UUID workspace) {
    Row row =
        tx.one(
                "SELECT wrapped, index_wrapped FROM keys.workspace_key WHERE workspace_id = $1",
                workspace)
            .orElseThrow(() -> StorageException.fatal("there is no workspace " + workspace));
    KeyBytes workspaceKey = root.unwrap(Sql.bytes(row, "wrapped"), workspaceContext(workspace));
    KeyBytes indexKey =
        KeyWrap.unwrap(workspaceKey, Sql.bytes(row, "index_wrapped"), indexContext(workspace));
    Keyring ring = new Keyring(workspace, workspaceKey, indexKey);
    addAll(tx, ring);
    return ring;
  }

  private static void addAll(Sql tx, Keyring ring) {
    for (Row row :
        tx.run(
            "SELECT number, class, month, wrapped FROM keys.data_key WHERE workspace_id = $1",
            ring.workspace())) {
      if (ring.numbered(row.getInteger("number")) == null) {
        add(ring, row);
      }
    }
  }

  private static void add(Keyring ring, Row row) {
    int number = row.getInteger("number");
    KeyClass keyClass = KeyClass.valueOf(row.getString("class"));
    YearMonth month = month(row.getInteger("month"));
    byte[] wrapped = Sql.bytes(row, "wrapped");
    ring.add(
        number,
        keyClass,
        month,
        KeyWrap.unwrap(
            ring.workspaceKey(), wrapped, dataContext(ring.workspace(), keyClass, month, number)));
  }

  private static void makeMissing(Sql tx, Keyring ring, YearMonth month) {
    if (ring.completeFor(month)) {
      return;
    }
    int last =
        tx.one(
                "SELECT last_number FROM keys.workspace_key WHERE workspace_id = $1 FOR UPDATE",
                ring.workspace())
            .orElseThrow()
            .getInteger("last_number");
    addAll(tx, ring); // What another gateway made while this one waited for the row.
    Set<KeyClass> missing = EnumSet.allOf(KeyClass.class);
    missing.removeIf(keyClass -> ring.has(keyClass, month));
    for (KeyClass keyClass : missing) {
      last++;
      KeyBytes key = KeyBytes.random();
      tx.run(
          "INSERT INTO keys.data_key (workspace_id, number, class, month, wrapped) VALUES ($1, $2, $3, $4, $5)",
          ring.workspace(),
          last,
          keyClass,
          month.getYear() * 100 + month.getMonthValue(),
          KeyWrap.wrap(
              ring.workspaceKey(), key, dataContext(ring.workspace(), keyClass, month, last)));
      ring.add(last, keyClass, month, key);
    }
    tx.run(
        "UPDATE keys.workspace_key SET last_number = $2 WHERE workspace_id = $1",
        ring.workspace(),
        last);
  }

  /// A key that another gateway made after ours were read.
  DataKey late(Sql tx, Keyring ring, int number) {
    addAll(tx, ring);
    DataKey key = ring.numbered(number);
    if (key == null) {
      throw new SealBroken("a sealed value asks for a key that does not exist");
    }
    return key;
  }

  private static YearMonth month(int stored) {
    return YearMonth.of(stored / 100, stored % 100);
  }

  private static String workspaceContext(UUID workspace) {
    return "workspace|" + workspace;
  }

  private static String indexContext(UUID workspace) {
    return "index|" + workspace;
  }

  private static String dataContext(
      UUID workspace, KeyClass keyClass, YearMonth month, int number) {
    return "data|" + workspace + "|" + keyClass + "|" + month + "|" + number;
  }
}
