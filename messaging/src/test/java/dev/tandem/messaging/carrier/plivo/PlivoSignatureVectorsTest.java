package dev.tandem.messaging.carrier.plivo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: Plivo's signatures are accepted and refused as its own libraries do; the one that does not
/// cover the body is good for one body. Method: all vectors; every other token; calls with the
/// older signature, repeated and changed; the parts of a long text.
class PlivoSignatureVectorsTest {
  private static final String URL =
      "https://phone.example/carriers/plivo/MANWVLYTK4ZWU1YTY4QA/messages";

  private final FakePlivo plivo = new FakePlivo();
  private final SeenNonces nonces = new SeenNonces();

  static Stream<JsonObject> v3() {
    return vectors("v3");
  }

  static Stream<JsonObject> v2() {
    return vectors("v2");
  }

  private static Stream<JsonObject> vectors(String version) {
    return Shared.json("vectors/plivo-signature.json").getJsonArray(version).stream()
        .map(JsonObject.class::cast);
  }

  @ParameterizedTest
  @MethodSource("v3")
  void judgesV3AsPlivoDoes(JsonObject vector) {
    Map<String, String> params = new LinkedHashMap<>();
    vector.getJsonObject("params").forEach(one -> params.put(one.getKey(), one.getValue() + ""));
    String token = vector.getString("auth_token");
    String signature = vector.getString("signature");
    assertTrue(holds(vector, signature, Form.of(params), token));
    assertTrue(holds(vector, "AAAA, " + signature, Form.of(params), token), "one of several");
    assertEquals(false, holds(vector, signature, Form.of(params), token + "x"));
    params.put("From", "19792014279");
    assertEquals(false, holds(vector, signature, Form.of(params), token));
  }

  private static boolean holds(JsonObject vector, String signature, Form form, String token) {
    String nonce = vector.getString("nonce");
    String url = vector.getString("url");
    return vector.getString("method").equals("POST")
        ? PlivoSignature.postHolds(signature, nonce, url, form, token)
        : PlivoSignature.getHolds(signature, nonce, url, form, token);
  }

  @ParameterizedTest
  @MethodSource("v2")
  void judgesV2AsPlivoDoes(JsonObject vector) {
    assertEquals(
        vector.getString("expect").equals("valid"),
        PlivoSignature.v2Holds(
            vector.getString("signature"),
            vector.getString("nonce"),
            vector.getString("url"),
            vector.getString("auth_token")));
  }

  @Test
  void allVectorsAreTried() {
    assertEquals(4, v3().count());
    assertEquals(2, v2().count());
  }

  @Test
  void aV2NonceIsGoodForOneBody() {
    Map<String, String> text = sample("inbound_message");
    assertInstanceOf(Authentic.class, v2(text, "1"));
    assertInstanceOf(Authentic.class, v2(text, "1"), "a repeat is no forgery");
    text.put("Text", "other words");
    assertInstanceOf(Forged.class, v2(text, "1"));
    assertInstanceOf(Authentic.class, v2(text, "2"));
  }

  @Test
  void noncesAreForgottenOldestFirst() {
    for (int i = 0; i <= SeenNonces.MAX; i++) {
      assertTrue(nonces.admits("n" + i, "body"));
    }
    assertTrue(nonces.admits("n0", "another"), "forgotten");
    assertEquals(false, nonces.admits("n" + SeenNonces.MAX, "another"));
  }

  @Test
  void aLongTextHasArrivedWithItsLastPart() {
    Map<String, String> part = sample("message_status_callback");
    part.put("Status", "delivered");
    part.put("PartInfo", "1 of 3");
    part.put("MessageUUID", "part-1");
    assertEquals(DeliveryState.SENT, report(v2(part, "11")).state());
    part.put("PartInfo", "3 of 3");
    part.put("MessageUUID", "part-3");
    DeliveryReported last = report(v2(part, "13"));
    assertEquals(DeliveryState.DELIVERED, last.state());
    assertEquals(sample("message_status_callback").get("ParentMessageUUID"), last.providerId());
  }

  private static DeliveryReported report(WebhookVerdict verdict) {
    return assertInstanceOf(
        DeliveryReported.class, assertInstanceOf(Authentic.class, verdict).events().getFirst());
  }

  private WebhookVerdict v2(Map<String, String> form, String nonce) {
    return PlivoWebhooks.read(
        FakePlivo.callV2(Kind.MESSAGES, URL, FakePlivo.body(form), nonce), plivo.access(), nonces);
  }

  private static Map<String, String> sample(String name) {
    Map<String, String> form = new LinkedHashMap<>();
    Shared.json("samples/plivo/xml-and-webhooks.json")
        .getJsonObject(name)
        .forEach(field -> form.put(field.getKey(), field.getValue().toString()));
    form.remove("Media0");
    return form;
  }
}
