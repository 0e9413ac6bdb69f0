package dev.tandem.messaging.carrier.vonage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.PublishedSpec;
import dev.tandem.messaging.carrier.fake.FakeVonage;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// Goal: everything we ask of Vonage is something its Messages API defines. Method: fields and
/// words of each kind of message against the contract derived from Vonage's SDK.
class VonageRequestsMatchSpecTest {
  private static final CarrierAccess ACCESS = new FakeVonage().access();

  @Test
  void everyFieldOfASendIsDefined() {
    JsonObject spec = Shared.yaml("specs/derived/vonage-messages-v1.yml");
    for (SendText command : PublishedSpec.commands()) {
      ApiRequest request = VonageRequests.createMessage(command, ACCESS);
      JsonObject body = request.body().toJsonObject();
      String kind = body.getString("message_type");
      String schema =
          body.getString("channel").equals("sms")
              ? "SmsText"
              : "Mms" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
      assertEquals(true, spec.getJsonObject("paths").containsKey(request.pathAndQuery()));
      PublishedSpec.assertDefined(
          spec, new JsonObject().put("$ref", "#/components/schemas/" + schema), body);
    }
  }
}
