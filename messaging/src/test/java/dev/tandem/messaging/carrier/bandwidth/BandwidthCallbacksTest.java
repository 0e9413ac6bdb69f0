package dev.tandem.messaging.carrier.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.fake.FakeDialect.Heard;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: a callback is believed by its credentials, and each of its events is read. Method: the
/// credentials' vector; the documented callbacks; several events in one body.
class BandwidthCallbacksTest {
  private final FakeBandwidth bandwidth = new FakeBandwidth();

  @Test
  void writesCredentialsAsTheVectorDoes() {
    JsonObject vector =
        Shared.json("vectors/bandwidth-callback-basic-auth.json")
            .getJsonArray("vectors")
            .getJsonObject(0);
    assertEquals(
        vector.getString("header"),
        ApiRequest.basic(vector.getString("username"), vector.getString("password")));
  }

  @Test
  void readsEveryDocumentedReport() {
    JsonObject samples =
        Shared.json("samples/bandwidth/webhooks.json").getJsonObject("statusCallback");
    int read = 0;
    for (String name : samples.fieldNames()) {
      JsonObject event = samples.getJsonObject(name);
      if (!event.containsKey("message")) {
        continue;
      }
      BandwidthEvent known = BandwidthEvent.read(event, event.getJsonObject("message"));
      CarrierEvent told = assertInstanceOf(BandwidthEvent.Known.class, known, name).event();
      assertInstanceOf(DeliveryReported.class, told, name);
      read++;
    }
    assertTrue(read >= 5, "documented reports: " + read);
  }

  @Test
  void readsTheDocumentedText() {
    JsonObject sample =
        Shared.json("samples/bandwidth/webhooks.json").getJsonObject("schema:inboundCallback");
    MessageReceived text =
        assertInstanceOf(
            MessageReceived.class,
            assertInstanceOf(Authentic.class, read(sample)).events().getFirst());
    assertEquals("+15552223333", text.to().e164());
    assertEquals("Hello world", text.text());
    assertEquals(2, text.media().size());
  }

  @Test
  void severalEventsOfOneBodyAreAllTold() {
    JsonArray two = body("1").addAll(body("2"));
    Authentic both = assertInstanceOf(Authentic.class, read(two));
    assertEquals(List.of("1", "2"), both.events().stream().map(CarrierEvent::providerId).toList());
  }

  @Test
  void oneEventOfAnotherApplicationSpoilsAll() {
    JsonArray two = body("1").addAll(body("2"));
    two.getJsonObject(1).getJsonObject("message").put("applicationId", "another");
    assertInstanceOf(Forged.class, read(two));
  }

  @Test
  void moreEventsThanAnybodySendsAreRefused() {
    JsonArray many = new JsonArray();
    for (int i = 0; i <= 100; i++) {
      many.addAll(body(Integer.toString(i)));
    }
    assertInstanceOf(Malformed.class, read(many));
  }

  private JsonArray body(String id) {
    Heard heard = new Heard(id, "+12025550123", "+12025550100", "hello", List.of());
    return bandwidth.text(heard).body().toJsonArray();
  }

  private WebhookVerdict read(Object body) {
    CarrierAccess access = bandwidth.access();
    Heard any = new Heard("1", "+12025550123", "+12025550100", "hello", List.of());
    WebhookRequest call =
        bandwidth.signed(
            bandwidth.text(any),
            body instanceof JsonArray array ? array.toBuffer() : ((JsonObject) body).toBuffer());
    return BandwidthWebhooks.read(call, access);
  }
}
