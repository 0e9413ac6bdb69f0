package dev.tandem.messaging.carrier.vonage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vonage.jwt.Jwt;
import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.OracleForms;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.http.Proof;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Goal: Vonage's own library takes the same tokens as we do for signed by the secret; it is
/// written down what it leaves to its caller. Method: `Jwt.verifySignature`, which its SDK's
/// `MessagesClient` passes on to, on Vonage's vectors and on tokens by a seed.
class VonagesOwnSdkAgreesTest {
  private static final int TOKENS = 300;

  private static boolean theirs(String token, String secret) {
    try {
      return Jwt.verifySignature(token, secret);
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  private static String token(JsonObject claims, String secret) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String header = base64.encodeToString("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(UTF_8));
    String text = header + "." + base64.encodeToString(claims.encode().getBytes(UTF_8));
    return text + "." + base64.encodeToString(Proof.hmacSha256(secret, text));
  }

  @Test
  void onItsVectors() {
    for (Object each :
        Shared.json("vectors/vonage-signed-webhook-jwt.json").getJsonArray("vectors")) {
      JsonObject vector = (JsonObject) each;
      String token = vector.getString("token");
      String secret = vector.getString("secret");
      assertEquals(
          theirs(token, secret),
          VonageToken.claims(token, secret).isPresent(),
          vector.getString("expect"));
    }
  }

  @Test
  void onTokensThatAreWrongInOneCharacter() {
    long seed = OracleForms.seed();
    Random random = new Random(seed);
    for (int i = 0; i < TOKENS; i++) {
      String secret = OracleForms.token(random) + OracleForms.token(random);
      String token =
          token(new JsonObject().put("jti", OracleForms.words(random)).put("iat", i), secret);
      assertTrue(theirs(token, secret), "seed " + seed + ", token " + i);
      assertTrue(VonageToken.claims(token, secret).isPresent());
      int at = random.nextInt(token.lastIndexOf('.') - 1);
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertFalse(theirs(changed, secret), "seed " + seed + ", token " + i);
      assertFalse(VonageToken.claims(changed, secret).isPresent());
      assertFalse(VonageToken.claims(token, secret + "x").isPresent());
      assertFalse(theirs(token, secret + "x"));
    }
  }

  /// A token is good for every body and for all time to come with theirs: it does not read
  /// `payload_hash`, and minds an `iat` in the future alone. With ours it is good for its body, and
  /// for five minutes.
  @Test
  void theirsTakesATokenForAnotherBodyAndOfAnotherYear() {
    String secret = "0123456789abcdef0123456789abcdef";
    Instant now = Instant.ofEpochSecond(1_700_000_000);
    JsonObject claims =
        new JsonObject()
            .put("iss", "Vonage")
            .put("api_key", "a1b2c3d4")
            .put("iat", now.getEpochSecond())
            .put("payload_hash", Proof.sha256Hex("{}".getBytes(UTF_8)));
    String token = token(claims, secret);
    assertTrue(theirs(token, secret), "made in 2023");
    WebhookRequest right = call(token, "{}");
    assertEquals(List.of(), faults(right, secret, now));
    assertEquals(1, faults(call(token, "{\"text\":\"other\"}"), secret, now).size());
    assertEquals(1, faults(right, secret, now.plusSeconds(31_536_000)).size());
  }

  private static List<String> faults(WebhookRequest call, String secret, Instant now) {
    return VonageSignature.fault(call, "a1b2c3d4", secret, now).stream().toList();
  }

  private static WebhookRequest call(String token, String body) {
    return new WebhookRequest(
        Kind.MESSAGES,
        "https://phone.example/carriers/vonage/a1b2c3d4/messages",
        Map.of("authorization", List.of("Bearer " + token)),
        Buffer.buffer(body));
  }
}
