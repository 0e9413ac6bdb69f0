package dev.tandem.messaging.carrier.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The arithmetic of webhook signatures. Which algorithm it is, is the carrier's choice.
public final class Proof {
  private Proof() {}

  /// HMAC-SHA-256 (RFC 2104) of a text under a secret.
  public static byte[] hmacSha256(String secret, String text) {
    return hmac("HmacSHA256", secret, text);
  }

  /// HMAC-SHA-1; it does not rest on the collision resistance that SHA-1 lost.
  public static byte[] hmacSha1(String secret, String text) {
    return hmac("HmacSHA1", secret, text);
  }

  private static byte[] hmac(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has " + algorithm + ", and the key is not empty", e);
    }
  }

  /// SHA-256 in lower-case hexadecimal digits.
  public static String sha256Hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /// Compares in a time that does not depend on where two texts differ.
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
