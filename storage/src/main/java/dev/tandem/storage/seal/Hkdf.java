package dev.tandem.storage.seal;

import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/// The key derivation of RFC 5869, with SHA-256 or SHA-512, on engines that are reused.
enum Hkdf {
  SHA256(32) {
    @Override
    Mac mac(Ciphers ciphers, byte[] key) {
      return ciphers.hmac256(key);
    }
  },
  SHA512(64) {
    @Override
    Mac mac(Ciphers ciphers, byte[] key) {
      return ciphers.hmac512(key);
    }
  };

  private final int hashBytes;

  Hkdf(int hashBytes) {
    this.hashBytes = hashBytes;
  }

  abstract Mac mac(Ciphers ciphers, byte[] key);

  /// Section 2.2: a uniform key out of input key material.
  byte[] extract(Ciphers ciphers, byte[] salt, byte[] keyMaterial) {
    return mac(ciphers, salt).doFinal(keyMaterial);
  }

  /// Section 2.3: as many bytes as wanted out of a uniform key.
  byte[] expand(Ciphers ciphers, byte[] key, byte[] purpose, int length) {
    if (length < 0 || length > 255 * hashBytes) {
      throw new IllegalArgumentException("HKDF gives at most 255 blocks");
    }
    Mac mac = mac(ciphers, key);
    byte[] out = new byte[Math.ceilDiv(length, hashBytes) * hashBytes];
    try {
      for (int block = 1, at = 0; at < length; block++, at += hashBytes) {
        if (at > 0) {
          mac.update(out, at - hashBytes, hashBytes);
        }
        mac.update(purpose);
        mac.update((byte) block);
        mac.doFinal(out, at);
      }
    } catch (ShortBufferException e) {
      throw new AssertionError("the output has whole blocks", e);
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }
}
