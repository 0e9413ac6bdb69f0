package dev.tandem.messaging.carrier.telnyx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.CredentialForm.Field;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: Telnyx's signature is accepted and refused as its own library does, and only for five
/// minutes. Method: all vectors; the documented text, signed now and at the edges of the time; a
/// call of another profile of the same account.
class TelnyxSignatureVectorsTest {
  private static final JsonObject NONE = new JsonObject();

  static Stream<JsonObject> vectors() {
    return file().getJsonArray("vectors").stream().map(JsonObject.class::cast);
  }

  private static JsonObject file() {
    return Shared.json("vectors/telnyx-ed25519.json");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void judgesAsTelnyxDoes(JsonObject vector) {
    boolean held =
        TelnyxSignature.holds(
            vector.getString("signature"),
            vector.getString("timestamp"),
            vector.getString("body").getBytes(StandardCharsets.UTF_8),
            file().getJsonObject("keypair").getString("public_key_b64"));
    assertEquals(vector.getString("expect").startsWith("valid"), held);
  }

  @Test
  void allVectorsAreTried() {
    assertEquals(3, vectors().count());
  }

  @Test
  void aSignatureHasOneSpelling() {
    JsonObject vector =
        vectors().filter(v -> v.getString("expect").startsWith("valid")).findFirst().orElse(NONE);
    String signature = vector.getString("signature");
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int last = signature.indexOf('=') - 1;
    assertEquals(86, last + 1, "64 bytes leave four bits of the last character unused");
    long held =
        alphabet
            .chars()
            .mapToObj(c -> signature.substring(0, last) + (char) c + "==")
            .filter(
                other ->
                    TelnyxSignature.holds(
                        other,
                        vector.getString("timestamp"),
                        vector.getString("body").getBytes(StandardCharsets.UTF_8),
                        file().getJsonObject("keypair").getString("public_key_b64")))
            .count();
    assertEquals(1, held);
  }

  @Test
  void holdsForFiveMinutesEitherWay() {
    Instant signed = Instant.ofEpochSecond(1_700_000_000);
    for (long seconds : new long[] {-300, 0, 300}) {
      assertTrue(TelnyxSignature.fresh("1700000000", signed.plusSeconds(seconds)));
    }
    for (long seconds : new long[] {-301, 301}) {
      assertFalse(TelnyxSignature.fresh("1700000000", signed.plusSeconds(seconds)));
    }
    for (String time : new String[] {"", "-1", "1e9", "99999999999999", "1700000000 "}) {
      assertFalse(TelnyxSignature.fresh(time, signed), time);
    }
  }

  @Test
  void anAccountWithoutAKeyBelievesNothing() {
    JsonObject vector = vectors().findFirst().orElse(NONE);
    for (String key : new String[] {"", "AAAA", "not base64"}) {
      assertFalse(
          TelnyxSignature.holds(
              vector.getString("signature"),
              vector.getString("timestamp"),
              vector.getString("body").getBytes(StandardCharsets.UTF_8),
              key));
    }
  }

  @Test
  void readsTheDocumentedTextOnceItIsForThisProfile() {
    JsonObject sample = Shared.json("samples/telnyx/webhooks.json").getJsonObject("inboundMessage");
    MessageReceived text =
        assertInstanceOf(
            MessageReceived.class,
            assertInstanceOf(Authentic.class, read(sample, Instant.now())).events().getFirst());
    assertEquals("+18665550001", text.from().address());
    assertEquals("+18445550001", text.to().e164());
    assertEquals("Hello, World!", text.text());
    assertInstanceOf(Forged.class, read(sample, Instant.now().minus(Duration.ofMinutes(6))));
    sample
        .getJsonObject("data")
        .getJsonObject("payload")
        .put("messaging_profile_id", "0f512bda-ae1e-4597-8e11-e5f5686b97d4");
    assertInstanceOf(Forged.class, read(sample, Instant.now()));
  }

  private static WebhookVerdict read(JsonObject event, Instant signedAt) {
    FakeTelnyx telnyx = new FakeTelnyx();
    Buffer body = event.toBuffer();
    WebhookRequest call =
        FakeTelnyx.callAt(Kind.MESSAGES, "https://phone.example/hook", body, signedAt);
    String key = telnyx.access().secret(Field.of("public_key", "", ""));
    return TelnyxWebhooks.read(call, telnyx.access(), key, Instant.now());
  }
}
