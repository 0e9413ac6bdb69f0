package dev.tandem.media.stun;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.spec.SecretKeySpec;

/// The key of a MESSAGE-INTEGRITY (RFC 8489 section 9.1.1 and 9.2.2); never prints itself.
///
/// Names and passwords are used as they are given: who takes them from people prepares them first
/// (RFC 8265).
public final class IntegrityKey {

  private final SecretKeySpec key;

  private IntegrityKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HMAC");
  }

  /// MD5(username ":" realm ":" password): what RFC 8489 prescribes here, however old it is.
  public static IntegrityKey longTerm(String username, String realm, String password) {
    return digest("MD5", username, realm, password);
  }

  /// SHA-256 of the same: what a client makes that chose [PasswordAlgorithm#SHA256].
  public static IntegrityKey longTermSha256(String username, String realm, String password) {
    return digest("SHA-256", username, realm, password);
  }

  private static IntegrityKey digest(
      String algorithm, String username, String realm, String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      String text = username + ":" + realm + ":" + password;
      return new IntegrityKey(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has " + algorithm, e);
    }
  }

  /// The password itself: the short-term mechanism, which ICE uses.
  public static IntegrityKey shortTerm(String password) {
    return new IntegrityKey(password.getBytes(StandardCharsets.UTF_8));
  }

  SecretKeySpec spec() {
    return key;
  }

  @Override
  public String toString() {
    return "IntegrityKey[redacted]";
  }
}
