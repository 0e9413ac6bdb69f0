package dev.tandem.gateway.account;

import dev.tandem.storage.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/// Strings that grant access to whoever holds them: 256 random bits, base64url. Only their SHA-256
/// is stored; they are too random for anything slower to help.
public final class Tokens {
  /// What an API key starts with, so that a leaked one is recognised.
  public static final String API_KEY_PREFIX = "tdm_";

  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("(tdm_)?[A-Za-z0-9_-]{43}");

  private final SecureRandom random;

  public Tokens(SecureRandom random) {
    this.random = random;
  }

  /// A fresh token.
  public Secret<String> next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// A fresh API key.
  public Secret<String> nextApiKey() {
    return Secret.of(API_KEY_PREFIX + next().reveal());
  }

  /// Whether `text` could be one of ours; what could not is never looked up.
  public static boolean plausible(String text) {
    return SHAPE.matcher(text).matches();
  }

  /// What is stored of `token`.
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
