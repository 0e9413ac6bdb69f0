package dev.tandem.messaging.carrier.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.Form;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Goal: X-Twilio-Signature is accepted and refused exactly as Twilio's own libraries do. Method:
/// all vectors of twilio-java and twilio-node, then every single change to a signed request.
class TwilioSignatureVectorsTest {
  private static final String FILE = "vectors/twilio-x-twilio-signature.json";

  record Vector(String name, JsonObject json, String token) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() {
    JsonObject file = Shared.json(FILE);
    return file.getJsonArray("vectors").stream()
        .map(JsonObject.class::cast)
        .map(vector -> new Vector(vector.getString("name"), vector, file.getString("auth_token")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void judgesAsTwilioDoes(Vector vector) {
    JsonObject json = vector.json();
    String url = json.getString("url");
    String signature = json.getString("signature");
    boolean held =
        json.containsKey("body")
            ? TwilioSignature.holds(
                signature,
                url,
                json.getString("body").getBytes(StandardCharsets.UTF_8),
                vector.token())
            : TwilioSignature.holds(
                signature, url, form(json.getJsonObject("params")), vector.token());
    assertEquals("valid".equals(json.getString("expect")), held);
  }

  @Test
  void allVectorsAreTried() {
    assertEquals(21, vectors().count());
  }

  @Test
  void everyChangeBreaksIt() {
    Form form = form(Map.of("Body", List.of("hello"), "From", List.of("+12025550123")));
    String url = "https://phone.example/carriers/twilio/AC1/messages?message=7";
    String signature = TwilioSignature.sign(url, form, "token");
    assertTrue(TwilioSignature.holds(signature, url, form, "token"));
    assertFalse(TwilioSignature.holds(signature, url, form, "tokem"));
    assertFalse(TwilioSignature.holds(signature, url + "1", form, "token"));
    assertFalse(TwilioSignature.holds(signature, url.replace("phone", "phome"), form, "token"));
    assertFalse(TwilioSignature.holds("", url, form, "token"));
    for (int i = 0; i < signature.length(); i++) {
      char other = signature.charAt(i) == 'A' ? 'B' : 'A';
      String changed = signature.substring(0, i) + other + signature.substring(i + 1);
      assertFalse(TwilioSignature.holds(changed, url, form, "token"), "change at " + i);
    }
    Form more =
        form(Map.of("Body", List.of("hello"), "From", List.of("+12025550123"), "X", List.of("")));
    assertFalse(TwilioSignature.holds(signature, url, more, "token"));
  }

  @Test
  void aJsonBodyIsCoveredByItsHash() {
    String url =
        "https://phone.example/hook?bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    String signature = TwilioSignature.sign(url, form(Map.of()), "token");
    assertTrue(
        TwilioSignature.holds(signature, url, "{}".getBytes(StandardCharsets.UTF_8), "token"));
    assertFalse(
        TwilioSignature.holds(signature, url, "{ }".getBytes(StandardCharsets.UTF_8), "token"));
  }

  @Test
  void findsThePortOfAnIpv6Address() {
    String signature = TwilioSignature.sign("https://[2001:db8::1]/hook", form(Map.of()), "token");
    assertTrue(
        TwilioSignature.holds(
            signature, "https://[2001:db8::1]:8443/hook", form(Map.of()), "token"));
    assertTrue(
        TwilioSignature.holds(signature, "https://[2001:db8::1]/hook", form(Map.of()), "token"));
  }

  private static Form form(JsonObject params) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    params.forEach(
        param ->
            fields.put(
                param.getKey(),
                param.getValue() instanceof JsonArray several
                    ? several.stream().map(Object::toString).toList()
                    : List.of(param.getValue().toString())));
    return form(fields);
  }

  private static Form form(Map<String, List<String>> fields) {
    return new Form(fields);
  }
}
