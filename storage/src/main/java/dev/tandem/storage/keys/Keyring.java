package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.BlindIndex;
import dev.tandem.storage.seal.DataKey;
import dev.tandem.storage.seal.KeyBytes;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The unwrapped keys of one workspace, shared by its transactions. New records are sealed with the
/// data key of the highest number in their class.
final class Keyring {
  private final UUID workspace;
  private final byte[] wrapped;
  private final KeyBytes workspaceKey;
  private final KeyBytes indexKey;
  private final Map<Integer, Numbered> byNumber = new ConcurrentHashMap<>();
  private final Map<KeyClass, Numbered> inUse = new ConcurrentHashMap<>();
  private final Map<String, BlindIndex> indexes = new ConcurrentHashMap<>();
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile KnownSince known = KnownSince.now();

  Keyring(UUID workspace, byte[] wrapped, KeyBytes workspaceKey, KeyBytes indexKey) {
    this.workspace = workspace;
    this.wrapped = wrapped.clone();
    this.workspaceKey = workspaceKey;
    this.indexKey = indexKey;
  }

  /// A data key, and how many more records this gateway may seal with it before it counts again;
  /// below nought, how many it sealed that are not counted yet.
  record Numbered(DataKey key, KeyClass keyClass, YearMonth month, AtomicLong left) {
    int number() {
      return key.number();
    }
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

  /// Whether this was unwrapped from these bytes.
  boolean isOf(byte[] other) {
    return Arrays.equals(wrapped, other);
  }

  void add(int number, KeyClass keyClass, YearMonth month, KeyBytes key) {
    add(new Numbered(new DataKey(number, key), keyClass, month, new AtomicLong()));
  }

  /// What an earlier reading of the same keys knew: data keys that were read later, and counts.
  void takeOver(Keyring earlier) {
    earlier.byNumber.values().forEach(this::add);
  }

  private void add(Numbered key) {
    byNumber.put(key.number(), key);
    inUse.merge(key.keyClass(), key, (a, b) -> b.number() >= a.number() ? b : a);
  }

  /// Forgets data keys that are not among `numbers`: they were destroyed.
  void keepOnly(Set<Integer> numbers) {
    byNumber.keySet().retainAll(numbers);
  }

  Set<Integer> numbers() {
    return Set.copyOf(byNumber.keySet());
  }

  /// Every class has a key of this month, or of a later one that another gateway's clock asked for.
  boolean completeFor(YearMonth month) {
    for (KeyClass keyClass : KeyClass.values()) {
      if (isDue(keyClass, month)) {
        return false;
      }
    }
    return true;
  }

  /// The class has no key of this month.
  boolean isDue(KeyClass keyClass, YearMonth month) {
    Numbered key = inUse.get(keyClass);
    return key == null || key.month().isBefore(month);
  }

  /// The latest month that any class has a key of.
  YearMonth newestMonth() {
    return inUse.values().stream()
        .map(Numbered::month)
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> StorageException.fatal("a workspace has no data key"));
  }

  /// Some class sealed more than was counted.
  boolean uncounted() {
    return inUse.values().stream().anyMatch(key -> key.left().get() < 0);
  }

  /// True for one caller until [#counted].
  boolean startCounting() {
    return counting.compareAndSet(false, true);
  }

  void counted() {
    counting.set(false);
  }

  Optional<Numbered> inUse(KeyClass keyClass) {
    return Optional.ofNullable(inUse.get(keyClass));
  }

  /// The key for one more record.
  DataKey sealing(KeyClass keyClass) {
    Numbered key = inUse.get(keyClass);
    if (key == null) {
      throw StorageException.fatal("a workspace has no " + keyClass + " key");
    }
    key.left().decrementAndGet();
    return key.key();
  }

  @Nullable Numbered numbered(int number) {
    return byNumber.get(number);
  }

  BlindIndex index(String purpose) {
    return indexes.computeIfAbsent(purpose, p -> new BlindIndex(indexKey, p));
  }

  /// The database said just now that these are the keys.
  void confirm(KnownSince when) {
    known = when;
  }

  KnownSince known() {
    return known;
  }

  boolean olderThan(Duration age) {
    return known.olderThan(age);
  }
}
