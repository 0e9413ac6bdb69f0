package dev.tandem.storage.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One set of the JDK's engines, used by one thread at a time. Making a `Cipher` costs more than
/// sealing a short text with it; sets are pooled rather than kept per thread because virtual
/// threads come and go.
final class Ciphers {
  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ConcurrentLinkedQueue<Ciphers> IDLE = new ConcurrentLinkedQueue<>();

  private final Cipher gcm;
  private final Mac hmac256;
  private final Mac hmac512;

  private Ciphers() throws GeneralSecurityException {
    gcm = Cipher.getInstance("AES/GCM/NoPadding");
    hmac256 = Mac.getInstance("HmacSHA256");
    hmac512 = Mac.getInstance("HmacSHA512");
  }

  static <T> T use(Function<Ciphers, T> work) {
    Ciphers idle = IDLE.poll();
    Ciphers ciphers = idle != null ? idle : make();
    try {
      return work.apply(ciphers);
    } finally {
      IDLE.offer(ciphers);
    }
  }

  private static Ciphers make() {
    try {
      return new Ciphers();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static byte[] random(int bytes) {
    byte[] out = new byte[bytes];
    RANDOM.nextBytes(out);
    return out;
  }

  Mac hmac256(byte[] key) {
    return keyed(hmac256, key);
  }

  Mac hmac512(byte[] key) {
    return keyed(hmac512, key);
  }

  private static Mac keyed(Mac mac, byte[] key) {
    try {
      // RFC 2104 pads a short key with zeros, so an empty key and one zero byte are the same key.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HMAC"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /// Encrypts into `out` at `at`; the tag follows the ciphertext.
  void encrypt(
      byte[] key, byte[] nonce, byte[] aad, byte[] in, int from, int length, byte[] out, int at) {
    try {
      gcm.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BYTES * 8, nonce));
      gcm.updateAAD(aad);
      gcm.doFinal(in, from, length, out, at);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /// Decrypts `length` bytes, tag included.
  byte[] decrypt(byte[] key, byte[] nonce, byte[] aad, byte[] in, int from, int length) {
    if (length < TAG_BYTES) {
      throw new SealBroken("a sealed value is too short");
    }
    try {
      gcm.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BYTES * 8, nonce));
      gcm.updateAAD(aad);
      return gcm.doFinal(in, from, length);
    } catch (AEADBadTagException e) {
      throw new SealBroken("a sealed value was changed or moved");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static AssertionError missing(GeneralSecurityException e) {
    return new AssertionError("every JDK has AES-GCM, AES key wrap and HMAC", e);
  }
}
