package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.Proof;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/// A JSON Web Token (RFC 7519) in its compact form, signed with HS256 and nothing else: the header
/// must say so before anything is computed, so a token cannot choose how it is checked.
final class VonageToken {
  private static final int MAX_CHARS = 4096;

  private VonageToken() {}

  /// The claims, when the token was signed with the secret.
  static Optional<JsonObject> claims(String token, String secret) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > MAX_CHARS || parts.length != 3 || secret.isEmpty()) {
      return Optional.empty();
    }
    boolean hs256 =
        json(parts[0]).flatMap(header -> Json.text(header, "alg")).equals(Optional.of("HS256"));
    if (!hs256) {
      return Optional.empty();
    }
    String expected =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Proof.hmacSha256(secret, parts[0] + "." + parts[1]));
    return Proof.same(expected, parts[2]) ? json(parts[1]) : Optional.empty();
  }

  private static Optional<JsonObject> json(String base64) {
    try {
      return Json.object(Buffer.buffer(Base64.getUrlDecoder().decode(base64)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
