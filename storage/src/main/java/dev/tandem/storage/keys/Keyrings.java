package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.KeyAge.DataKeyAge;
import dev.tandem.storage.keys.KeyAge.WorkspaceKeyAge;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

  /// The row is held while what its key wraps is read, so that no turn comes in between.
  private static final String WHILE_READ = " FOR SHARE";

  private static final String TO_CHANGE = " FOR UPDATE";

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
      ring = read(tx, workspace, WHILE_READ);
    }
    return new Vault(this, ring, tx, month);
  }

  private void load(UUID workspace, YearMonth month) {
    Keyring ring =
        Sql.transaction(
            pool,
            tx -> {
              Keyring read = read(tx, workspace, TO_CHANGE);
              makeMissing(tx, read, month);
              return read;
            });
    if (cached.size() >= MAX_CACHED) {
      cached.clear();
    }
    cached.put(workspace, ring);
  }

  /// Gives the workspace a new key; what it wraps is wrapped anew and stays the same. Traffic goes
  /// on: transactions under way have what they need.
  public void turnWorkspaceKey(UUID workspace) {
    Sql.transaction(
        pool,
        tx -> {
          Keyring old = read(tx, workspace, TO_CHANGE);
          KeyBytes fresh = KeyBytes.random();
          rewrap(tx, old, fresh);
          return tx.change(
              """
              UPDATE keys.workspace_key SET wrapped = $2, index_wrapped = $3, root_key = $4, created_at = now()
              WHERE workspace_id = $1
              """,
              workspace,
              root.wrap(fresh, workspaceContext(workspace)),
              KeyWrap.wrap(fresh, old.indexKey(), indexContext(workspace)),
              root.name());
        });
    cached.remove(workspace);
  }

  private static void rewrap(Sql tx, Keyring old, KeyBytes fresh) {
    UUID workspace = old.workspace();
    for (Row row :
        tx.run(
            "SELECT number, class, month, wrapped FROM keys.data_key WHERE workspace_id = $1",
            workspace)) {
      int number = row.getInteger("number");
      String context =
          dataContext(
              workspace,
              KeyClass.valueOf(row.getString("class")),
              month(row.getInteger("month")),
              number);
      KeyBytes key = KeyWrap.unwrap(old.workspaceKey(), Sql.bytes(row, "wrapped"), context);
      tx.run(
          "UPDATE keys.data_key SET wrapped = $3 WHERE workspace_id = $1 AND number = $2",
          workspace,
          number,
          KeyWrap.wrap(fresh, key, context));
    }
  }

  /// How old the keys of a workspace are: its own first, then data keys from old to new.
  public List<KeyAge> ages(UUID workspace) {
    Sql sql = Sql.alone(pool);
    List<KeyAge> ages =
        new ArrayList<>(
            sql.list(
                "SELECT root_key, created_at FROM keys.workspace_key WHERE workspace_id = $1",
                row ->
                    new WorkspaceKeyAge(row.getString("root_key"), Sql.instant(row, "created_at")),
                workspace));
    ages.addAll(
        sql.list(
            """
            SELECT number, class, month, created_at FROM keys.data_key WHERE workspace_id = $1 ORDER BY number
            """,
            row ->
                new DataKeyAge(
                    row.getInteger("number"),
                    KeyClass.valueOf(row.getString("class")),
                    month(row.getInteger("month")),
                    Sql.instant(row, "created_at")),
            workspace));
    return ages;
  }

  private Keyring read(Sql tx, UUID workspace, String lock) {
    Row row =
        tx.one(
                "SELECT wrapped, index_wrapped FROM keys.workspace_key WHERE workspace_id = $1"
                    + lock,
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
    Keyring read = read(tx, ring.workspace(), WHILE_READ);
    ring.takeOver(read);
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
