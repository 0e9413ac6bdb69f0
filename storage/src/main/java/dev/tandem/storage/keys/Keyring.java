package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.BlindIndex;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The unwrapped keys of one workspace, shared by its transactions.
final class Keyring {
  private final UUID workspace;
  private final KeyBytes workspaceKey;
  private final KeyBytes indexKey;
  private final Map<Integer, DataKey> byNumber = new ConcurrentHashMap<>();
  private final Map<YearMonth, Map<KeyClass, DataKey>> byMonth = new ConcurrentHashMap<>();
  private final Map<String, BlindIndex> indexes = new ConcurrentHashMap<>();

  Keyring(UUID workspace, KeyBytes workspaceKey, KeyBytes indexKey) {
    this.workspace = workspace;
    this.workspaceKey = workspaceKey;
    this.indexKey = indexKey;
  }

  UUID workspace() {
    return workspace;
  }

  KeyBytes workspaceKey() {
    return workspaceKey;
  }

  KeyBytes indexKey() {
    return indexKey;
  }

  /// Data keys that were read later. They do not change when the workspace's key does.
  void takeOver(Keyring later) {
    byNumber.putAll(later.byNumber);
    byMonth.putAll(later.byMonth);
  }

  DataKey add(int number, KeyClass keyClass, YearMonth month, KeyBytes key) {
    DataKey dataKey = new DataKey(number, key);
    byNumber.put(number, dataKey);
    byMonth.merge(
        month,
        Map.of(keyClass, dataKey),
        (some, more) -> {
          Map<KeyClass, DataKey> all = new EnumMap<>(some);
          all.putAll(more);
          return all;
        });
    return dataKey;
  }

  boolean completeFor(YearMonth month) {
    return byMonth.getOrDefault(month, Map.of()).size() == KeyClass.values().length;
  }

  boolean has(KeyClass keyClass, YearMonth month) {
    return byMonth.getOrDefault(month, Map.of()).containsKey(keyClass);
  }

  DataKey sealing(KeyClass keyClass, YearMonth month) {
    DataKey key = byMonth.getOrDefault(month, Map.of()).get(keyClass);
    if (key == null) {
      throw StorageException.fatal("a workspace has no " + keyClass + " key for " + month);
    }
    return key;
  }

  @Nullable DataKey numbered(int number) {
    return byNumber.get(number);
  }

  BlindIndex index(String purpose) {
    return indexes.computeIfAbsent(purpose, p -> new BlindIndex(indexKey, p));
  }
}
