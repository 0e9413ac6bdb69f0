package dev.tandem.storage.keys;

import dev.tandem.storage.seal.KeyBytes;

/// Where the root key lives. It may never leave that place: all that is asked of it is to wrap and
/// unwrap other keys. A file stands behind it today; a PKCS#11 token or a cloud's key service fits
/// the same three verbs.
public interface RootKeyProvider {
  /// Names the place, for messages and health; never the key.
  String name();

  /// `context` says whose key is wrapped; a provider authenticates it where it can.
  byte[] wrap(KeyBytes key, String context);

  /// Throws [dev.tandem.storage.seal.SealBroken] when the root key is another or the bytes were
  /// changed.
  KeyBytes unwrap(byte[] wrapped, String context);
}
