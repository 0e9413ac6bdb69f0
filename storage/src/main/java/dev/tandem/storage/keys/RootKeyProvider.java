package dev.tandem.storage.keys;

import dev.tandem.storage.seal.KeyBytes;
import java.util.Optional;

/// Where the root key lives. It may never leave that place: all that is asked of it is to wrap and
/// unwrap other keys. A file, a PKCS#11 token and AWS KMS stand behind the same verbs.
///
/// A place that does not answer throws a [dev.tandem.storage.StorageException] that is `sealed()`:
/// the same may work later, by itself or after somebody acted there. Called from many threads.
public interface RootKeyProvider extends AutoCloseable {
  /// Names the place, for messages, health and the rows that it wrapped; never the key.
  String name();

  /// `context` says whose key is wrapped; the wrapped key opens for this context only.
  byte[] wrap(KeyBytes key, String context);

  /// Throws [dev.tandem.storage.seal.SealBroken] when the root key or the context is another or the
  /// bytes were changed.
  KeyBytes unwrap(byte[] wrapped, String context);

  /// What went wrong the last time it was asked, in words for an operator; empty when it answered.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
