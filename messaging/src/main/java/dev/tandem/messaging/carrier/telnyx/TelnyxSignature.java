package dev.tandem.messaging.carrier.telnyx;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// `telnyx-signature-ed25519`: base64 of Ed25519 (RFC 8032) over the timestamp, `|` and the raw
/// body. The account's public key is 32 bytes in base64.
///
/// A signature has one spelling (RFC 4648, section 3.5): base64 with other bits behind its last
/// byte is refused, so a call that was seen cannot come again under a second signature.
final class TelnyxSignature {
  static final String HEADER = "telnyx-signature-ed25519";
  static final String TIME_HEADER = "telnyx-timestamp";

  /// How far a call's time may be from ours.
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final Pattern UNIX_SECONDS = Pattern.compile("[0-9]{1,12}");

  /// What comes before the 32 bytes in the key's X.509 form (RFC 8410, section 4).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private TelnyxSignature() {}

  /// Whether the call was signed at about this time.
  static boolean fresh(String timestamp, Instant now) {
    return UNIX_SECONDS.matcher(timestamp).matches()
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(TOLERANCE)
            <= 0;
  }

  /// Whether the body came from the holder of the account's private key.
  static boolean holds(String signature, String timestamp, byte[] body, String publicKey) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key(publicKey));
      check.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
      check.update(body);
      byte[] given = Base64.getDecoder().decode(signature);
      return Base64.getEncoder().encodeToString(given).equals(signature) && check.verify(given);
    } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
      return false;
    }
  }

  private static PublicKey key(String base64) throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(base64);
    byte[] encoded = new byte[X509.length + raw.length];
    System.arraycopy(X509, 0, encoded, 0, X509.length);
    System.arraycopy(raw, 0, encoded, X509.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
