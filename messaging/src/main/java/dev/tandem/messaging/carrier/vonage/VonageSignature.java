package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.Proof;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `Authorization: Bearer` and a token signed with the account's signature secret. The token's
/// claims must name Vonage and our API key, be of about now, and carry the body's SHA-256; a token
/// without that hash would vouch for any body. Source: developer.vonage.com, signed webhooks.
final class VonageSignature {
  /// How far a token's time may be from ours.
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String BEARER = "Bearer ";

  private VonageSignature() {}

  /// What is wrong with the proof; empty when it holds.
  static Optional<String> fault(WebhookRequest request, String apiKey, String secret, Instant now) {
    List<String> given = request.header("authorization");
    if (given.size() != 1 || !given.getFirst().startsWith(BEARER)) {
      return Optional.of("The request does not carry one bearer token.");
    }
    Optional<JsonObject> claims =
        VonageToken.claims(given.getFirst().substring(BEARER.length()), secret);
    if (claims.isEmpty()) {
      return Optional.of("The token is not signed with the account's signature secret.");
    }
    if (!is(claims.get(), "iss", "Vonage") || !is(claims.get(), "api_key", apiKey)) {
      return Optional.of("The token speaks for another account.");
    }
    if (!fresh(claims.get(), now)) {
      return Optional.of("The token was made too long ago, or in the future.");
    }
    if (!is(claims.get(), "payload_hash", Proof.sha256Hex(request.body().getBytes()))) {
      return Optional.of("The token is for another body.");
    }
    return Optional.empty();
  }

  private static boolean is(JsonObject claims, String name, String expected) {
    return Json.text(claims, name).filter(value -> Proof.same(value, expected)).isPresent();
  }

  private static boolean fresh(JsonObject claims, Instant now) {
    return claims.getValue("iat") instanceof Number issued
        && Math.abs(now.getEpochSecond() - issued.longValue()) <= TOLERANCE.toSeconds();
  }
}
