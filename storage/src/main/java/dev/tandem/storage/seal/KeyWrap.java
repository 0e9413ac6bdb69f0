package dev.tandem.storage.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// A key kept under another key: AES-256 key wrap with padding (RFC 5649, NIST SP 800-38F KWP).
///
/// The wrapping key is derived for each context (whose key it is), so a wrapped key that was moved
/// to another workspace, class or month does not unwrap.
public final class KeyWrap {
  /// A wrapped key: eight bytes more than the key.
  private static final int WRAPPED_BYTES = Ciphers.KEY_BYTES + 8;

  private KeyWrap() {}

  public static byte[] wrap(KeyBytes wrapping, KeyBytes key, String context) {
    return raw(
        Cipher.ENCRYPT_MODE, wrapping.derive("tandem wrap v1|" + context).bytes(), key.bytes());
  }

  /// Throws [SealBroken] when the wrapping key or the context is another, or a bit was changed.
  public static KeyBytes unwrap(KeyBytes wrapping, byte[] wrapped, String context) {
    if (wrapped.length != WRAPPED_BYTES) {
      throw new SealBroken("a wrapped key was cut");
    }
    byte[] bytes =
        raw(Cipher.DECRYPT_MODE, wrapping.derive("tandem wrap v1|" + context).bytes(), wrapped);
    if (bytes.length != Ciphers.KEY_BYTES) {
      throw new SealBroken("a wrapped key has the wrong length");
    }
    return KeyBytes.of(bytes);
  }

  static byte[] raw(int mode, byte[] wrapping, byte[] input) {
    Cipher cipher;
    try {
      cipher = Cipher.getInstance("AES/KWP/NoPadding");
      cipher.init(mode, new SecretKeySpec(wrapping, "AES"));
    } catch (GeneralSecurityException e) {
      throw Ciphers.missing(e);
    }
    try {
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new SealBroken("a wrapped key does not open with this key");
    }
  }
}
