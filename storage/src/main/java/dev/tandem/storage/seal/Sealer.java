package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// Seals one record and opens it again.
///
/// ```
///  0         1            5          37             69                  69+n      85+n
/// +---------+------------+----------+--------------+-------------------+---------+
/// | format  | key number | salt     | commitment   | ciphertext        | tag     |
/// +---------+------------+----------+--------------+-------------------+---------+
/// ```
///
/// HKDF-SHA-256 over the data key, with 32 random bytes of salt, gives each record an AES-256-GCM
/// key and a key commitment of its own. The key encrypts once, so the nonce is all zeros and no
/// limit on nonces is near. The commitment says which key opens the record before anything is
/// decrypted; without it, GCM would let one ciphertext open under two keys (Albertini et al., "How
/// to abuse and fix authenticated encryption without key commitment", USENIX Security 2022). The
/// associated data is the [Binding].
public final class Sealer {
  /// Bytes that sealing adds.
  public static final int OVERHEAD = 1 + 4 + 32 + 32 + Ciphers.TAG_BYTES;

  private static final byte FORMAT = 1;
  private static final int SALT = 5;
  private static final int COMMITMENT = SALT + 32;
  private static final int CIPHERTEXT = COMMITMENT + 32;
  private static final byte[] PURPOSE = "tandem record key and commitment v1".getBytes(US_ASCII);
  private static final byte[] ZERO_NONCE = new byte[Ciphers.NONCE_BYTES];

  private Sealer() {}

  public static byte[] seal(DataKey key, byte[] plaintext, Binding binding) {
    byte[] out = new byte[OVERHEAD + plaintext.length];
    byte[] salt = Ciphers.random(32);
    ByteBuffer.wrap(out).put(FORMAT).putInt(key.number()).put(salt);
    Ciphers.use(
        ciphers -> {
          byte[] derived = derive(ciphers, key, salt);
          System.arraycopy(derived, 32, out, COMMITMENT, 32);
          byte[] once = Arrays.copyOf(derived, 32);
          ciphers.encrypt(
              once, ZERO_NONCE, binding.bytes(), plaintext, 0, plaintext.length, out, CIPHERTEXT);
          return out;
        });
    return out;
  }

  /// The number of the data key that a sealed record asks for.
  public static int keyNumber(byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != FORMAT) {
      throw new SealBroken("a sealed value is too short or of an unknown format");
    }
    return ByteBuffer.wrap(sealed).getInt(1);
  }

  /// Throws [SealBroken] unless exactly these bytes were sealed with this key for this binding.
  public static byte[] open(DataKey key, byte[] sealed, Binding binding) {
    if (keyNumber(sealed) != key.number()) {
      throw new SealBroken("a sealed value asks for another key");
    }
    byte[] salt = Arrays.copyOfRange(sealed, SALT, COMMITMENT);
    return Ciphers.use(
        ciphers -> {
          byte[] derived = derive(ciphers, key, salt);
          byte[] committed = Arrays.copyOfRange(sealed, COMMITMENT, CIPHERTEXT);
          if (!MessageDigest.isEqual(committed, Arrays.copyOfRange(derived, 32, 64))) {
            throw new SealBroken("a sealed value was changed or sealed with another key");
          }
          byte[] once = Arrays.copyOf(derived, 32);
          return ciphers.decrypt(
              once, ZERO_NONCE, binding.bytes(), sealed, CIPHERTEXT, sealed.length - CIPHERTEXT);
        });
  }

  private static byte[] derive(Ciphers ciphers, DataKey key, byte[] salt) {
    byte[] uniform = Hkdf.SHA256.extract(ciphers, salt, key.records().bytes());
    return Hkdf.SHA256.expand(ciphers, uniform, PURPOSE, 64);
  }
}
