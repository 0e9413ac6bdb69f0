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

  /// The key number of a record whose key is its own and stands, sealed, elsewhere.
  public static final int ALONE = 0;

  private static final byte FORMAT = 1;
  private static final int SALT = 5;
  private static final int COMMITMENT = SALT + 32;
  private static final int CIPHERTEXT = COMMITMENT + 32;
  private static final byte[] PURPOSE = "tandem record key and commitment v1".getBytes(US_ASCII);
  private static final byte[] ZERO_NONCE = new byte[Ciphers.NONCE_BYTES];

  private Sealer() {}

  public static byte[] seal(DataKey key, byte[] plaintext, Binding binding) {
    return seal(key.number(), key.records(), plaintext, binding);
  }

  private static byte[] seal(int number, KeyBytes input, byte[] plaintext, Binding binding) {
    byte[] out = new byte[OVERHEAD + plaintext.length];
    byte[] salt = Ciphers.random(32);
    ByteBuffer.wrap(out).put(FORMAT).putInt(number).put(salt);
    Ciphers.use(
        ciphers -> {
          byte[] derived = derive(ciphers, Hkdf.SHA256.extract(ciphers, salt, input.bytes()));
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
    return Ciphers.use(
        ciphers -> open(ciphers, uniform(ciphers, key.records(), sealed), sealed, binding));
  }

  private static byte[] open(Ciphers ciphers, byte[] uniform, byte[] sealed, Binding binding) {
    byte[] derived = derive(ciphers, uniform);
    byte[] committed = Arrays.copyOfRange(sealed, COMMITMENT, CIPHERTEXT);
    if (!MessageDigest.isEqual(committed, Arrays.copyOfRange(derived, 32, 64))) {
      throw new SealBroken("a sealed value was changed or sealed with another key");
    }
    byte[] once = Arrays.copyOf(derived, 32);
    return ciphers.decrypt(
        once, ZERO_NONCE, binding.bytes(), sealed, CIPHERTEXT, sealed.length - CIPHERTEXT);
  }

  /// Seals with a key that was made for this record; its number is [#ALONE].
  public static byte[] sealAlone(KeyBytes once, byte[] plaintext, Binding binding) {
    return seal(ALONE, once, plaintext, binding);
  }

  /// What opens this one record, for [#openAlone]: HKDF's output of the first step, from which
  /// nobody gets back to `once`.
  public static KeyBytes recordKey(KeyBytes once, byte[] sealed) {
    return Ciphers.use(ciphers -> KeyBytes.of(uniform(ciphers, once, sealed)));
  }

  /// What opens this one record that a data key sealed, and nothing else that it sealed.
  public static KeyBytes recordKey(DataKey key, byte[] sealed) {
    return recordKey(key.records(), sealed);
  }

  /// Opens a record by its own key, whatever number it names.
  public static byte[] openAlone(KeyBytes recordKey, byte[] sealed, Binding binding) {
    int _ = keyNumber(sealed);
    return Ciphers.use(ciphers -> open(ciphers, recordKey.bytes(), sealed, binding));
  }

  /// A key as a record.
  public static byte[] sealKey(DataKey key, KeyBytes kept, Binding binding) {
    return seal(key, kept.bytes(), binding);
  }

  public static KeyBytes openKey(DataKey key, byte[] sealed, Binding binding) {
    byte[] bytes = open(key, sealed, binding);
    if (bytes.length != Ciphers.KEY_BYTES) {
      throw new SealBroken("a sealed key has the wrong length");
    }
    return KeyBytes.of(bytes);
  }

  private static byte[] uniform(Ciphers ciphers, KeyBytes input, byte[] sealed) {
    return Hkdf.SHA256.extract(
        ciphers, Arrays.copyOfRange(sealed, SALT, COMMITMENT), input.bytes());
  }

  private static byte[] derive(Ciphers ciphers, byte[] uniform) {
    return Hkdf.SHA256.expand(ciphers, uniform, PURPOSE, 64);
  }
}
