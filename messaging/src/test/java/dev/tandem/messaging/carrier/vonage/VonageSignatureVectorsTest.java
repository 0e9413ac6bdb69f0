package dev.tandem.messaging.carrier.vonage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: Vonage's tokens are accepted and refused as its own libraries do, and beyond them only for
/// their body, their account and their time. Method: all vectors of the Messages API; tokens that
/// are signed with the right secret and wrong in one thing.
class VonageSignatureVectorsTest {
  private static final String URL = "https://phone.example/carriers/vonage/a1b2c3d4/messages";
  private static final Buffer BODY = Buffer.buffer("{\"text\":\"hello\"}");
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final JsonObject HS256 = new JsonObject().put("typ", "JWT").put("alg", "HS256");

  static Stream<JsonObject> vectors() {
    return Shared.json("vectors/vonage-signed-webhook-jwt.json").getJsonArray("vectors").stream()
        .map(JsonObject.class::cast);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void judgesAsVonageDoes(JsonObject vector) {
    Optional<JsonObject> claims =
        VonageToken.claims(vector.getString("token"), vector.getString("secret"));
    String expect = vector.getString("expect");
    assertEquals(
        expect.startsWith("valid") || expect.startsWith("signature valid"), claims.isPresent());
    if (vector.containsKey("claims")) {
      assertEquals(Optional.of(vector.getJsonObject("claims")), claims);
    }
  }

  @Test
  void allVectorsAreTried() {
    assertEquals(6, vectors().count());
  }

  @Test
  void theVectorWithAHashIsGoodForItsBodyAndItsTimeOnly() {
    JsonObject vector = vectors().filter(one -> one.containsKey("body")).findFirst().orElseThrow();
    WebhookRequest call =
        new WebhookRequest(
            Kind.MESSAGES,
            URL,
            Map.of("authorization", List.of("Bearer " + vector.getString("token"))),
            Buffer.buffer(vector.getString("body")));
    String secret = vector.getString("secret");
    Instant made = Instant.ofEpochSecond(1_587_494_962);
    assertEquals(Optional.empty(), VonageSignature.fault(call, "a1b2c3d", secret, made));
    assertNotEquals(
        Optional.empty(), VonageSignature.fault(call, "a1b2c3d", secret, made.plusSeconds(301)));
    assertNotEquals(Optional.empty(), VonageSignature.fault(call, "a1b2c3e", secret, made));
    WebhookRequest changed =
        new WebhookRequest(
            call.kind(), URL, call.headers(), Buffer.buffer(vector.getString("body") + " "));
    assertNotEquals(Optional.empty(), VonageSignature.fault(changed, "a1b2c3d", secret, made));
  }

  @Test
  void aTokenThatIsWrongInOneThingIsRefused() {
    assertEquals(Optional.empty(), fault(HS256, claims()));
    for (String without : List.of("iat", "iss", "payload_hash", "api_key")) {
      JsonObject claims = claims();
      claims.remove(without);
      assertTrue(fault(HS256, claims).isPresent(), without);
    }
    assertTrue(fault(HS256, claims().put("iss", "vonage")).isPresent());
    assertTrue(fault(HS256, claims().put("iat", "1800000000")).isPresent());
    assertTrue(fault(HS256, claims().put("payload_hash", "00")).isPresent());
  }

  @Test
  void aTokenDoesNotChooseHowItIsChecked() {
    for (String algorithm : List.of("none", "HS512", "RS256", "hs256", "")) {
      assertTrue(fault(new JsonObject().put("alg", algorithm), claims()).isPresent(), algorithm);
    }
    assertTrue(fault(new JsonObject(), claims()).isPresent());
  }

  @Test
  void readsTheDocumentedSamples() {
    JsonObject samples = Shared.json("samples/vonage/webhooks-and-ncco.json");
    MessageReceived text =
        assertInstanceOf(MessageReceived.class, event(samples.getJsonObject("inbound_sms")));
    assertEquals("+447700900001", text.from().address());
    assertEquals("Hello, world!", text.text());
    DeliveryReported report =
        assertInstanceOf(DeliveryReported.class, event(samples.getJsonObject("message_status")));
    assertEquals(DeliveryState.FAILED, report.state());
    assertEquals(Optional.of("1000"), report.error().map(CarrierError::code));
  }

  private static Object event(JsonObject body) {
    Buffer bytes = body.toBuffer();
    JsonObject claims = claims().put("payload_hash", FakeVonage.sha256(bytes));
    WebhookRequest call = FakeVonage.callWith(Kind.MESSAGES, URL, bytes, HS256, claims);
    CarrierAccess access = new FakeVonage().access();
    String secret = access.secret(Field.of("signature_secret", "", ""));
    return assertInstanceOf(Authentic.class, VonageWebhooks.read(call, access, secret, NOW))
        .events()
        .getFirst();
  }

  private static JsonObject claims() {
    return new JsonObject()
        .put("iat", NOW.getEpochSecond())
        .put("iss", "Vonage")
        .put("payload_hash", FakeVonage.sha256(BODY))
        .put("api_key", "a1b2c3d4");
  }

  private static Optional<String> fault(JsonObject header, JsonObject claims) {
    CarrierAccess access = new FakeVonage().access();
    WebhookRequest call = FakeVonage.callWith(Kind.MESSAGES, URL, BODY, header, claims);
    String secret = access.secret(Field.of("signature_secret", "", ""));
    return VonageSignature.fault(call, access.accountId(), secret, NOW);
  }
}
