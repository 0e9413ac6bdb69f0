package dev.tandem.storage.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The public half of a [SigningKey]: 32 bytes of Ed25519 (RFC 8032), for whoever checks.
public final class VerifyingKey {
  public static final int BYTES = 32;

  /// The number of Ed25519 in c2sp.org/signed-note.
  private static final byte ED25519 = 1;

  /// Says that an Ed25519 key follows (RFC 8410 section 4).
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] bytes;
  private final PublicKey key;

  private VerifyingKey(byte[] bytes, PublicKey key) {
    this.bytes = bytes;
    this.key = key;
  }

  public static VerifyingKey of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
    }
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
    System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, BYTES);
    try {
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new VerifyingKey(bytes.clone(), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  public boolean verify(byte[] message, byte[] signature) {
    try {
      Signature engine = Signature.getInstance("Ed25519");
      engine.initVerify(key);
      engine.update(message);
      return engine.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw Ciphers.missing(e);
    }
  }

  /// Four bytes that name this key in a signed note (c2sp.org/signed-note).
  public byte[] noteId(String name) {
    MessageDigest digest = TreeHash.sha256();
    digest.update((name + "\n").getBytes(UTF_8));
    digest.update(ED25519);
    return Arrays.copyOf(digest.digest(bytes), 4);
  }

  /// The key as tools of signed notes take it: name, key id and key (c2sp.org/signed-note,
  /// "verifier keys").
  public String noteKey(String name) {
    byte[] typed = new byte[1 + bytes.length];
    typed[0] = ED25519;
    System.arraycopy(bytes, 0, typed, 1, bytes.length);
    return name
        + "+"
        + HexFormat.of().formatHex(noteId(name))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
