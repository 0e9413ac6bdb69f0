package dev.tandem.media.turn;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the relay and those who issue its credentials both know; never prints itself.
public final class SharedSecret {

  /// The shortest that is accepted, in bytes: 128 bits.
  public static final int MIN_BYTES = 16;

  /// Ready to be copied: a key is scheduled once.
  private final Mac keyed;

  private SharedSecret(byte[] bytes) {
    try {
      keyed = Mac.getInstance("HmacSHA1");
      keyed.init(new SecretKeySpec(bytes, "HmacSHA1"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has HmacSHA1, which takes any key", e);
    }
  }

  /// A secret of at least [#MIN_BYTES] bytes; the array is copied.
  ///
  /// @throws IllegalArgumentException when it is shorter
  public static SharedSecret of(byte[] bytes) {
    if (bytes.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "The relay's shared secret needs at least " + MIN_BYTES + " random bytes");
    }
    return new SharedSecret(bytes);
  }

  /// HMAC-SHA1 of these bytes, which is what the TURN REST form prescribes.
  byte[] hmac(byte[] message) {
    try {
      return ((Mac) keyed.clone()).doFinal(message);
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("The platform's own HMAC can be copied", e);
    }
  }

  @Override
  public String toString() {
    return "SharedSecret[redacted]";
  }
}
