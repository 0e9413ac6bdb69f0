package dev.tandem.messaging.carrier.plivo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.PublishedSpec;
import dev.tandem.messaging.carrier.fake.FakePlivo;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// Goal: everything we ask of Plivo is something its API defines. Method: path, fields and words
/// against the contract derived from Plivo's SDK; Plivo publishes none.
class PlivoRequestsMatchSpecTest {
  private static final CarrierAccess ACCESS = new FakePlivo().access();
  private static final String MESSAGES = "/v1/Account/{auth_id}/Message/";

  @Test
  void everyFieldOfASendIsDefined() {
    JsonObject spec = Shared.yaml("specs/derived/plivo-v1.yml");
    JsonObject schema =
        spec.getJsonObject("paths")
            .getJsonObject(MESSAGES)
            .getJsonObject("post")
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema");
    for (SendText command : PublishedSpec.commands()) {
      ApiRequest request = PlivoRequests.createMessage(command, ACCESS);
      assertEquals(MESSAGES.replace("{auth_id}", ACCESS.accountId()), request.pathAndQuery());
      PublishedSpec.assertDefined(spec, schema, request.body().toJsonObject());
    }
  }
}
