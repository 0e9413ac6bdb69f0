package dev.tandem.storage.keys;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/// Since when a key is in use. Never the key.
public sealed interface KeyAge {
  Instant since();

  /// A root key's place, how many workspaces' keys it wraps, and whether it wraps the
  /// installation's, without which nothing starts.
  record RootKeyAge(String place, Instant since, long workspaces, boolean installation)
      implements KeyAge {}

  /// A workspace's key, and the place of the root key that wraps it.
  record WorkspaceKeyAge(String rootKey, Instant since) implements KeyAge {}

  /// A data key. The one of the highest number in its class seals; `retired` says since when
  /// another one does. `sealed` counts the values it was used for, or is about to be, each gateway
  /// ahead of itself.
  record DataKeyAge(
      int number,
      KeyClass keyClass,
      YearMonth month,
      Instant since,
      Optional<Instant> retired,
      long sealed)
      implements KeyAge {}
}
