package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Key, base nonce and commitment of one stream, as c2sp.org/chunked-encryption derives them.
final class StreamKey {
  static final int SALT = 24;
  static final int COMMITMENT = 32;

  private static final int SECRET = Ciphers.KEY_BYTES + Ciphers.NONCE_BYTES;

  /// 4 TiB; the scheme allows 64 times as much.
  private static final long MAX_CHUNKS = 1L << 28;

  private static final byte[] NO_AAD = {};
  private static final byte[] PREFIX =
      "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0".getBytes(US_ASCII);

  private final byte[] key;
  private final byte[] baseNonce;
  private final byte[] commitment;

  StreamKey(byte[] key, byte[] baseNonce, byte[] commitment) {
    this.key = key;
    this.baseNonce = baseNonce;
    this.commitment = commitment;
  }

  static StreamKey derive(byte[] inputKey, byte[] salt, byte[] context) {
    if (inputKey.length != Ciphers.KEY_BYTES || salt.length != SALT) {
      throw new SealBroken("a stream's key has 32 bytes and its salt 24");
    }
    ByteArrayOutputStream purpose = new ByteArrayOutputStream();
    purpose.writeBytes(PREFIX);
    purpose.writeBytes(salt);
    purpose.writeBytes(context);
    int keyEnd = Ciphers.KEY_BYTES;
    int nonceEnd = keyEnd + Ciphers.NONCE_BYTES;
    byte[] derived =
        Ciphers.use(
            ciphers ->
                Hkdf.SHA512.expand(
                    ciphers, inputKey, purpose.toByteArray(), nonceEnd + COMMITMENT));
    return new StreamKey(
        Arrays.copyOf(derived, keyEnd),
        Arrays.copyOfRange(derived, keyEnd, nonceEnd),
        Arrays.copyOfRange(derived, nonceEnd, nonceEnd + COMMITMENT));
  }

  /// Key and base nonce, which open the stream's chunks and nothing else; to be kept sealed.
  byte[] secret() {
    byte[] secret = Arrays.copyOf(key, SECRET);
    System.arraycopy(baseNonce, 0, secret, key.length, baseNonce.length);
    return secret;
  }

  static StreamKey ofSecret(byte[] secret) {
    if (secret.length != SECRET) {
      throw new SealBroken("a stream's secret has " + SECRET + " bytes");
    }
    return new StreamKey(
        Arrays.copyOf(secret, Ciphers.KEY_BYTES),
        Arrays.copyOfRange(secret, Ciphers.KEY_BYTES, SECRET),
        new byte[0]);
  }

  byte[] commitment() {
    return commitment;
  }

  byte[] seal(long index, byte[] chunk, int length) {
    byte[] out = new byte[length + Ciphers.TAG_BYTES];
    byte[] nonce = nonce(index);
    return Ciphers.use(
        ciphers -> {
          ciphers.encrypt(key, nonce, NO_AAD, chunk, 0, length, out, 0);
          return out;
        });
  }

  byte[] open(long index, byte[] sealed) {
    byte[] nonce = nonce(index);
    return Ciphers.use(ciphers -> ciphers.decrypt(key, nonce, NO_AAD, sealed, 0, sealed.length));
  }

  private byte[] nonce(long index) {
    if (index < 0 || index >= MAX_CHUNKS) {
      throw new IllegalArgumentException("a stream has at most " + MAX_CHUNKS + " chunks");
    }
    byte[] nonce = baseNonce.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (index >>> (8 * i));
    }
    return nonce;
  }
}
