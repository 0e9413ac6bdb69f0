package dev.tandem.gateway.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) with 46 MiB, one pass, one lane, kept as a PHC string. At most two run at
/// once, so that a flood of sign-ins takes neither memory nor every core from calls.
public final class Passwords {
  private static final int MEMORY_KIB = 46 * 1024;
  private static final int PASSES = 1;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 2;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{4,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,})\\$([A-Za-z0-9+/]{16,})");
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getDecoder();

  private final SecureRandom random;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final String nobodys;

  public Passwords(SecureRandom random) {
    this.random = random;
    byte[] salt = new byte[SALT_BYTES];
    byte[] hash = new byte[HASH_BYTES];
    random.nextBytes(salt);
    random.nextBytes(hash);
    this.nobodys = phc(salt, hash);
  }

  /// The PHC string to keep for `password`.
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return phc(salt, argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
  }

  /// Whether `password` is the one that `kept` was made of.
  public boolean matches(String password, String kept) {
    Matcher phc = PHC.matcher(kept);
    if (!phc.matches()) {
      throw new IllegalArgumentException("what is kept is not an Argon2id PHC string");
    }
    byte[] expected = DECODER.decode(phc.group(5));
    byte[] found =
        argon2(
            password,
            DECODER.decode(phc.group(4)),
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, found);
  }

  /// Works as long as [#matches(String, String)] does, for somebody who does not exist: the time of
  /// an answer must not tell who has an account.
  public void matchNobody(String password) {
    if (matches(password, nobodys)) {
      throw new IllegalStateException("a password hashed to 256 bits nobody chose");
    }
  }

  private byte[] argon2(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    turns.acquireUninterruptibly();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      byte[] hash = new byte[length];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      turns.release();
    }
  }

  private static String phc(byte[] salt, byte[] hash) {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, ENCODER.encodeToString(salt), ENCODER.encodeToString(hash));
  }
}
