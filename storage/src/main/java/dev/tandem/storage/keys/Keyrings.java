package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.Keyring.Numbered;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import dev.tandem.storage.seal.SealBroken;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of all workspaces. A workspace's keys are read and unwrapped when it is first worked
/// in, and kept in memory; the database is asked every half minute whether they still are the keys.
/// New data keys, of a new month or after so many records, are made before a transaction begins, in
/// a transaction of their own, so that nothing can be sealed with a key that was rolled back.
public final class Keyrings implements AutoCloseable {
  /// Workspaces whose keys are kept unwrapped; beyond it the cache starts anew.
  private static final int MAX_CACHED = 10_000;

  private final AppPool pool;
  private final KeyLimits limits;
  private final Map<UUID, Keyring> cached = new ConcurrentHashMap<>();
  private volatile RootKeys roots;

  public Keyrings(AppPool pool, RootKeys roots, KeyLimits limits) {
    this.pool = pool;
    this.roots = roots;
    this.limits = limits;
  }

  RootKeys roots() {
    return roots;
  }

  /// Wraps new workspaces' keys by `next` from now on, and those that are there one after another.
  /// Returns how many it wrapped.
  public int moveTo(RootKeyProvider next) {
    RootKeys both = roots.inFavourOf(next);
    both.prove();
    roots = both;
    return new RootRotation(this, both).run();
  }

  /// Seals what retired data keys of a workspace sealed anew with those in use. Returns how many
  /// rows it wrote.
  public long reseal(UUID workspace, YearMonth month) {
    List<Integer> retired =
        Sql.alone(pool)
            .list(
                "SELECT number FROM keys.data_key WHERE workspace_id = $1 AND retired_at IS NOT NULL",
                row -> row.getInteger("number"),
                workspace);
    long given = new OwnKeys(this, workspace, month).give(retired);
    return given + new Resealing(this, workspace, month).run();
  }

  /// What hinders the root key, in words for an operator; empty when nothing is known.
  public Optional<String> trouble() {
    return roots.trouble();
  }

  KeyLimits limits() {
    return limits;
  }

  AppPool pool() {
    return pool;
  }

  /// Makes the keys of a new workspace, in the transaction that makes the workspace.
  public Vault create(Sql tx, UUID workspace, YearMonth month) {
    KeyBytes workspaceKey = KeyBytes.random();
    KeyBytes indexKey = KeyBytes.random();
    RootKeys.Wrapped wrapped = roots.wrap(workspaceKey, KeyContext.workspace(workspace));
    tx.run(
        """
        INSERT INTO keys.workspace_key
          (workspace_id, wrapped, index_wrapped, root_key, last_number, noted_root, noted_number)
        VALUES ($1, $2, $3, $4, 0, $4, $5)
        """,
        workspace,
        wrapped.bytes(),
        KeyWrap.wrap(workspaceKey, indexKey, KeyContext.index(workspace)),
        wrapped.rootKey(),
        KeyClass.values().length);
    Keyring ring = new Keyring(workspace, wrapped.bytes(), workspaceKey, indexKey);
    KeyTables.make(tx, ring, EnumSet.allOf(KeyClass.class), month);
    KeyTables.addAll(tx, ring);
    return new Vault(this, ring, tx);
  }

  /// Makes sure that the workspace's keys of this month are at hand and are its keys still. Holds
  /// no connection when it returns. Whether data keys were made for it.
  public boolean prepare(UUID workspace, YearMonth month) {
    try {
      return bringUpToDate(workspace, month);
    } catch (StorageException e) {
      if (!e.full()) {
        throw e;
      }
      readAsTheyAre(workspace);
      return false;
    }
  }

  private boolean bringUpToDate(UUID workspace, YearMonth month) {
    Keyring ring = cached.get(workspace);
    if (ring == null || !ring.completeFor(month) || !known(ring)) {
      return load(workspace, month);
    }
    if (ring.uncounted() && ring.startCounting()) {
      try {
        return load(workspace, month);
      } finally {
        ring.counted();
      }
    }
    return false;
  }

  /// While the disk is full nothing can be counted or made, and nothing is sealed: the keys that
  /// are there open what is there. They need no lock, for nobody can turn them either.
  private void readAsTheyAre(UUID workspace) {
    if (!cached.containsKey(workspace)) {
      cached.put(
          workspace, KeyTables.read(Sql.alone(pool), roots, workspace, KeyTables.UNLOCKED, null));
    }
  }

  /// False when the database knows other data keys than the ring.
  private boolean known(Keyring ring) {
    if (!ring.olderThan(limits.fresh())) {
      return true;
    }
    Set<Integer> before = ring.numbers();
    KnownSince asked = KnownSince.now();
    Optional<Set<Integer>> now = KeyTables.numbers(Sql.alone(pool), ring.workspace());
    if (now.isEmpty()) {
      cached.remove(ring.workspace());
    }
    if (!now.equals(Optional.of(before))) {
      return false;
    }
    ring.confirm(asked);
    return true;
  }

  /// What stores seal and open with in the transaction `tx`. [#prepare] came before.
  public Vault vault(UUID workspace, Sql tx) {
    Keyring ring = cached.get(workspace);
    if (ring == null) {
      ring = KeyTables.read(tx, roots, workspace, KeyTables.WHILE_READ, null);
    }
    return new Vault(this, ring, tx);
  }

  private boolean load(UUID workspace, YearMonth month) {
    Keyring old = cached.get(workspace);
    Map<KeyClass, Long> counted = new EnumMap<>(KeyClass.class);
    Set<KeyClass> due = EnumSet.noneOf(KeyClass.class);
    Keyring ring =
        Sql.transaction(
            pool,
            tx -> {
              counted.clear();
              due.clear();
              Keyring read = KeyTables.read(tx, roots, workspace, KeyTables.TO_CHANGE, old);
              due.addAll(count(tx, read, counted));
              due.addAll(missing(read, month));
              KeyTables.make(tx, read, due, month);
              return read;
            });
    counted.forEach(
        (keyClass, records) ->
            ring.inUse(keyClass).ifPresent(key -> key.left().addAndGet(records)));
    if (!due.isEmpty()) {
      // Not before it is committed: a key that was rolled back must not seal.
      KeyTables.addAll(Sql.alone(pool), ring);
    }
    if (cached.size() >= MAX_CACHED) {
      cached.clear();
    }
    cached.put(workspace, ring);
    return !due.isEmpty();
  }

  /// Counts for classes that sealed more than was counted, and answers those whose key is used up.
  private Set<KeyClass> count(Sql tx, Keyring ring, Map<KeyClass, Long> counted) {
    Set<KeyClass> usedUp = EnumSet.noneOf(KeyClass.class);
    for (KeyClass keyClass : KeyClass.values()) {
      Optional<Numbered> key = ring.inUse(keyClass);
      long over = key.map(inUse -> -inUse.left().get()).orElse(0L);
      if (over > 0) {
        long records = over + limits.recordsPerCount();
        if (!KeyTables.count(tx, ring.workspace(), key.orElseThrow(), records, limits)) {
          usedUp.add(keyClass);
        }
        counted.put(keyClass, records);
      }
    }
    return usedUp;
  }

  private static Set<KeyClass> missing(Keyring ring, YearMonth month) {
    Set<KeyClass> missing = EnumSet.allOf(KeyClass.class);
    missing.removeIf(keyClass -> !ring.isDue(keyClass, month));
    return missing;
  }

  /// The keys changed in a way that memory does not know.
  void forget(UUID workspace) {
    cached.remove(workspace);
  }

  /// A key that another gateway made after ours were read.
  Numbered late(Sql tx, Keyring ring, int number) {
    Keyring read = KeyTables.read(tx, roots, ring.workspace(), KeyTables.WHILE_READ, ring);
    if (read != ring) {
      ring.takeOver(read);
    }
    Numbered key = ring.numbered(number);
    if (key == null) {
      throw new SealBroken("a sealed value asks for a key that does not exist");
    }
    return key;
  }

  @Override
  public void close() {
    roots.close();
  }
}
