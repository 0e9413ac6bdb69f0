package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.Keyring.Numbered;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import io.vertx.sqlclient.Row;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tables of schema `keys`: wrapped keys of workspaces, read and made.
final class KeyTables {
  /// The row is held while what its key wraps is read, so that no turn comes in between.
  static final String WHILE_READ = " FOR SHARE";

  static final String TO_CHANGE = " FOR UPDATE";

  /// Where nobody can write.
  static final String UNLOCKED = "";

  private KeyTables() {}

  /// The keys of a workspace. `cached` spares the root key when it was unwrapped from the same
  /// bytes.
  static Keyring read(
      Sql tx, RootKeys roots, UUID workspace, String lock, @Nullable Keyring cached) {
    Row row =
        tx.one(
                "SELECT wrapped, index_wrapped, root_key FROM keys.workspace_key WHERE workspace_id = $1"
                    + lock,
                workspace)
            .orElseThrow(() -> gone(workspace));
    byte[] wrapped = Sql.bytes(row, "wrapped");
    Keyring ring =
        cached != null && cached.isOf(wrapped) ? cached : unwrap(roots, workspace, row, wrapped);
    if (cached != null && cached != ring) {
      ring.takeOver(cached);
    }
    addAll(tx, ring);
    return ring;
  }

  static StorageException gone(UUID workspace) {
    return StorageException.fatal("there is no workspace " + workspace + ", or its keys are gone");
  }

  private static Keyring unwrap(RootKeys roots, UUID workspace, Row row, byte[] wrapped) {
    KeyBytes workspaceKey =
        roots.unwrap(wrapped, KeyContext.workspace(workspace), row.getString("root_key"));
    KeyBytes indexKey =
        KeyWrap.unwrap(workspaceKey, Sql.bytes(row, "index_wrapped"), KeyContext.index(workspace));
    return new Keyring(workspace, wrapped, workspaceKey, indexKey);
  }

  /// Brings the ring's data keys to what the table says now.
  static void addAll(Sql tx, Keyring ring) {
    KnownSince asked = KnownSince.now();
    Set<Integer> there = new HashSet<>();
    for (Row row :
        tx.run(
            "SELECT number, class, month, wrapped FROM keys.data_key WHERE workspace_id = $1",
            ring.workspace())) {
      int number = row.getInteger("number");
      there.add(number);
      if (ring.numbered(number) == null) {
        KeyClass keyClass = KeyClass.valueOf(row.getString("class"));
        YearMonth month = KeyContext.month(row.getInteger("month"));
        String context = KeyContext.data(ring.workspace(), keyClass, month, number);
        ring.add(
            number,
            keyClass,
            month,
            KeyWrap.unwrap(ring.workspaceKey(), Sql.bytes(row, "wrapped"), context));
      }
    }
    ring.keepOnly(there);
    ring.confirm(asked);
  }

  /// The numbers of the data keys that there are; empty when the workspace's keys are gone.
  static Optional<Set<Integer>> numbers(Sql sql, UUID workspace) {
    Set<Integer> numbers =
        new HashSet<>(
            sql.list(
                "SELECT number FROM keys.data_key WHERE workspace_id = $1",
                row -> row.getInteger("number"),
                workspace));
    return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers);
  }

  /// Makes a data key of `month` for each of `classes`; the one before is out of use from now on.
  /// The caller holds the workspace's row.
  static void make(Sql tx, Keyring ring, Set<KeyClass> classes, YearMonth month) {
    if (classes.isEmpty()) {
      return;
    }
    int last =
        tx.one(
                "UPDATE keys.workspace_key SET last_number = last_number + $2 WHERE workspace_id = $1 RETURNING last_number",
                ring.workspace(),
                classes.size())
            .orElseThrow(() -> gone(ring.workspace()))
            .getInteger("last_number");
    int number = last - classes.size();
    for (KeyClass keyClass : classes) {
      number++;
      KeyBytes key = KeyBytes.random();
      tx.run(
          """
          UPDATE keys.data_key SET retired_at = now()
          WHERE workspace_id = $1 AND class = $2 AND retired_at IS NULL
          """,
          ring.workspace(),
          keyClass);
      tx.run(
          "INSERT INTO keys.data_key (workspace_id, number, class, month, wrapped) VALUES ($1, $2, $3, $4, $5)",
          ring.workspace(),
          number,
          keyClass,
          KeyContext.stored(month),
          KeyWrap.wrap(
              ring.workspaceKey(),
              key,
              KeyContext.data(ring.workspace(), keyClass, month, number)));
    }
  }

  /// Adds what this gateway sealed and is about to seal to the key's count. Whether the key may go
  /// on.
  static boolean count(Sql tx, UUID workspace, Numbered key, long records, KeyLimits limits) {
    return tx.one(
            "UPDATE keys.data_key SET sealed = sealed + $3 WHERE workspace_id = $1 AND number = $2 RETURNING sealed",
            row -> row.getLong("sealed") < limits.recordsPerDataKey(),
            workspace,
            key.number(),
            records)
        .orElse(false);
  }
}
