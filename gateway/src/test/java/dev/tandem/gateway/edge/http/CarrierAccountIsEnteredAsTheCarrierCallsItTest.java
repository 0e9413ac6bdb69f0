package dev.tandem.gateway.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import dev.tandem.messaging.carrier.smpp.SmppCarrier;
import dev.tandem.messaging.carrier.smpp.SmppSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: an account at any carrier is entered with what that carrier asks for; what is missing, too
/// much or of the wrong shape is told field by field, and no secret is told back. Method: each
/// carrier's right form, then one without each of its fields, and fields of another.
class CarrierAccountIsEnteredAsTheCarrierCallsItTest {
  private static final Map<String, Map<String, String>> RIGHT =
      Map.of(
          "twilio",
          Map.of("account_id", "AC" + "0a".repeat(16), "auth_token", "0123456789abcdef"),
          "telnyx",
          Map.of(
              "account_id",
              "0f512bda-ae1e-4597-8e11-e5f5686b97d3",
              "auth_token",
              "KEY0123456789",
              "public_key",
              "jrMBoswHlhhVx2W2Www72WU/xn4UMpjreslD0m2u0qs="),
          "vonage",
          Map.of(
              "account_id",
              "a1b2c3d4",
              "auth_token",
              "0123456789abcdef",
              "signature_secret",
              "0123456789abcdef"),
          "bandwidth",
          Map.of(
              "account_id",
              "9900000",
              "auth_token",
              "0123456789abcdef",
              "api_user",
              "api",
              "application_id",
              "93de2206-9669-4e07-948d-329f4b722ee2",
              "callback_user",
              "hooks",
              "callback_password",
              "0123456789abcdef"),
          "smpp",
          Map.of(
              "account_id",
              "tandem@smsc.example.net:2775",
              "auth_token",
              "right8ch",
              "security",
              "tls",
              "alphabet",
              "gsm7",
              "long_texts",
              "udh"),
          "plivo",
          Map.of("account_id", "MANWVLYTK4ZWU1YTY4QA", "auth_token", "0123456789abcdef"));

  private final Vertx vertx = Vertx.vertx();
  private final Carriers carriers =
      new Carriers(
          List.<Carrier>of(
              new TwilioCarrier(vertx, TwilioCarrier.production()),
              new TelnyxCarrier(vertx, TelnyxCarrier.production(), InstantSource.system()),
              VonageCarrier.production(vertx, InstantSource.system()),
              new BandwidthCarrier(vertx, BandwidthCarrier.production()),
              new PlivoCarrier(vertx, PlivoCarrier.production()),
              new SmppCarrier(SmppSettings.usual())));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private CarrierAccountForm read(JsonObject body) {
    return CarrierAccountForm.read(new Fields(body), carriers);
  }

  private static JsonObject body(String carrier) {
    JsonObject body = new JsonObject().put("carrier", carrier);
    RIGHT.getOrDefault(carrier, Map.of()).forEach(body::put);
    return body;
  }

  private String faults(JsonObject body) {
    Refusal refusal = assertThrows(Refusal.class, () -> read(body));
    return refusal.problem().toString();
  }

  @Test
  void everyCarriersOwnFieldsAreTaken() {
    assertEquals(RIGHT.keySet(), carriers.withForms());
    for (String carrier : RIGHT.keySet()) {
      CarrierAccountForm form = read(body(carrier));
      assertEquals(carrier, form.carrier());
      assertEquals(RIGHT.get(carrier).size() - 2, form.more().size(), carrier);
      assertFalse(form.toString().contains("0123456789"), carrier);
    }
  }

  @Test
  void whatIsMissingOrMisshapenIsNamed() {
    RIGHT.forEach(
        (carrier, fields) ->
            fields
                .keySet()
                .forEach(
                    name -> {
                      JsonObject without = body(carrier);
                      without.remove(name);
                      assertEquals(true, faults(without).contains(name), carrier + " " + name);
                      String told = faults(body(carrier).put(name, "a b"));
                      assertEquals(true, told.contains(name), carrier + " " + name);
                    }));
  }

  @Test
  void fieldsOfAnotherCarrierAreNone() {
    assertEquals(true, faults(body("twilio").put("public_key", "x")).contains("public_key"));
    assertEquals(true, faults(body("sandbox")).contains("carrier"));
    assertEquals(Set.of(), Set.copyOf(read(body("plivo")).more().keySet()));
  }
}
