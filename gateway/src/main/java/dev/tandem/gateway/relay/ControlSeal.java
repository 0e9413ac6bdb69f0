package dev.tandem.gateway.relay;

import dev.tandem.storage.seal.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves that a control request comes from who knows the relays' shared secret: HMAC-SHA-256 over
/// the relay's own challenge and the body, under a key of its own that is derived from the secret.
/// TURN passwords are HMAC-SHA1 values of the secret itself, so no password is ever a proof here.
public final class ControlSeal {
  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "tandem relay control v1";

  private final SecretKeySpec key;

  public ControlSeal(Secret<String> shared) {
    byte[] secret = shared.reveal().getBytes(StandardCharsets.UTF_8);
    byte[] purpose = PURPOSE.getBytes(StandardCharsets.US_ASCII);
    key = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), purpose), HMAC);
  }

  /// The proof for `body` in answer to `challenge`, in hexadecimal digits.
  String proof(String challenge, byte[] body) {
    byte[] head = (challenge + "\n").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(hmac(key, head, body));
  }

  /// Whether `proof` is the one for `body` in answer to `challenge`.
  boolean holds(String challenge, byte[] body, String proof) {
    return MessageDigest.isEqual(
        proof(challenge, body).getBytes(StandardCharsets.US_ASCII),
        proof.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(SecretKeySpec key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("Every Java platform has " + HMAC + ", which takes any key", e);
    }
  }

  @Override
  public String toString() {
    return "ControlSeal[redacted]";
  }
}
