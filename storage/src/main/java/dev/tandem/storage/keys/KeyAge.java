package dev.tandem.storage.keys;

import java.time.Instant;
import java.time.YearMonth;

/// Since when a key is in use. Never the key.
public sealed interface KeyAge {
  Instant since();

  /// A workspace's key, and the place of the root key that wraps it.
  record WorkspaceKeyAge(String rootKey, Instant since) implements KeyAge {}

  /// A data key; new records are sealed with the newest of their class and month.
  record DataKeyAge(int number, KeyClass keyClass, YearMonth month, Instant since)
      implements KeyAge {}
}
