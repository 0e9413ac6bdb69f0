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
    this.key = new SecretKeySpec(key, "HmacSHA1");
  }

  /// MD5(username ":" realm ":" password): what RFC 8489 prescribes here, however old it is.
  public static IntegrityKey longTerm(String username, String realm, String password) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      String text = username + ":" + realm + ":" + password;
      return new IntegrityKey(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has MD5", e);
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
