package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.HexFormat;

/// 256 bits of key. It prints as `[key]`, and its bytes stay in this package.
public final class KeyBytes {
  private static final byte[] NO_SALT = {};

  private final byte[] bytes;

  private KeyBytes(byte[] bytes) {
    if (bytes.length != Ciphers.KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    this.bytes = bytes;
  }

  /// A new key from the system's randomness.
  public static KeyBytes random() {
    return new KeyBytes(Ciphers.random(Ciphers.KEY_BYTES));
  }

  /// A key that was kept elsewhere, such as the root key's file.
  public static KeyBytes of(byte[] bytes) {
    return new KeyBytes(bytes.clone());
  }

  /// A key for one purpose, independent of every other purpose's key.
  public KeyBytes derive(String purpose) {
    byte[] derived =
        Ciphers.use(
            ciphers -> {
              byte[] uniform = Hkdf.SHA256.extract(ciphers, NO_SALT, bytes);
              return Hkdf.SHA256.expand(
                  ciphers, uniform, purpose.getBytes(US_ASCII), Ciphers.KEY_BYTES);
            });
    return new KeyBytes(derived);
  }

  /// The bytes in hexadecimal, for what must be a password or a file.
  public Secret<String> asText() {
    return Secret.of(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyBytes that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
