package dev.tandem.gateway.account;

import dev.tandem.storage.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Strings that grant access to whoever holds them: 256 random bits, base64url. Only their SHA-256
/// is stored; they are too random for anything slower to help.
///
/// App passwords are made for thumbs: 140 random bits as seven groups of four, in an alphabet
/// without letters that look like others (Crockford's base 32).
public final class Tokens {
  /// What an API key starts with, so that a leaked one is recognised.
  public static final String API_KEY_PREFIX = "tdm_";

  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("(tdm_)?[A-Za-z0-9_-]{43}");

  private static final String THUMB_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int THUMB_CHARS = 28;
  private static final int THUMB_GROUP = 4;
  private static final Pattern THUMB_SHAPE = Pattern.compile("[0-9a-hjkmnp-tv-z]{28}");

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

  /// A fresh app password, in the form in which it is looked up.
  public Secret<String> nextAppPassword() {
    StringBuilder text = new StringBuilder(THUMB_CHARS);
    for (int i = 0; i < THUMB_CHARS; i++) {
      text.append(THUMB_ALPHABET.charAt(random.nextInt(THUMB_ALPHABET.length())));
    }
    return Secret.of(text.toString());
  }

  /// An app password as people are shown it: in groups, with hyphens.
  public static String grouped(Secret<String> appPassword) {
    return appPassword.reveal().replaceAll("(.{" + THUMB_GROUP + "})(?!$)", "$1-");
  }

  /// The app password that somebody typed, however they grouped it and whichever of the letters
  /// that look alike they took; empty when it can be none.
  public static Optional<Secret<String>> appPassword(String typed) {
    if (typed.length() > 2 * THUMB_CHARS) {
      return Optional.empty();
    }
    String plain =
        typed
            .toLowerCase(Locale.ROOT)
            .replaceAll("[\\s\\-\u2010-\u2015]", "")
            .replace('o', '0')
            .replace('i', '1')
            .replace('l', '1');
    return THUMB_SHAPE.matcher(plain).matches() ? Optional.of(Secret.of(plain)) : Optional.empty();
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
