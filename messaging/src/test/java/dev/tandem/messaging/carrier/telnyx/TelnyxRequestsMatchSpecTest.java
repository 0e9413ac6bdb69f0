package dev.tandem.messaging.carrier.telnyx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.PublishedSpec;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.http.ApiRequest;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: everything we ask of Telnyx is something its API defines. Method: paths, fields and words
/// against Telnyx's published OpenAPI file.
class TelnyxRequestsMatchSpecTest {
  private static final CarrierAccess ACCESS = new FakeTelnyx().access();

  @Test
  void everyFieldOfASendIsDefined() {
    everyFieldIsDefined("/messages", PublishedSpec.commands());
  }

  @Test
  void everyFieldOfASendToAGroupIsDefined() {
    everyFieldIsDefined("/messages/group_mms", PublishedSpec.groups());
  }

  private static void everyFieldIsDefined(String path, List<SendText> commands) {
    JsonObject spec = spec();
    JsonObject schema =
        spec.getJsonObject("paths")
            .getJsonObject(path)
            .getJsonObject("post")
            .getJsonObject("requestBody")
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema");
    for (SendText command : commands) {
      ApiRequest request = TelnyxRequests.createMessage(command, ACCESS);
      assertEquals("/v2" + path, request.pathAndQuery());
      PublishedSpec.assertDefined(spec, schema, request.body().toJsonObject());
    }
  }

  @Test
  void theListOfNumbersIsDefined() {
    JsonObject spec = spec();
    URI asked = URI.create(TelnyxRequests.numbers(1, ACCESS).pathAndQuery());
    String template = asked.getPath().replace(ACCESS.accountId(), "{id}").substring("/v2".length());
    JsonObject list = spec.getJsonObject("paths").getJsonObject(template).getJsonObject("get");
    JsonObject page =
        list.getJsonArray("parameters").stream()
            .map(parameter -> PublishedSpec.resolve(spec, (JsonObject) parameter))
            .filter(parameter -> parameter.getString("name").equals("page"))
            .findFirst()
            .orElseThrow();
    assertEquals("deepObject", page.getString("style"));
    JsonObject known = page.getJsonObject("schema").getJsonObject("properties");
    for (String field : asked.getQuery().split("&", -1)) {
      String name = field.replaceAll("page\\[(.*)\\]=.*", "$1");
      assertTrue(known.containsKey(name), name);
    }
  }

  @Test
  void theCampaignOfANumberIsDefined() {
    JsonObject spec = spec();
    String asked =
        URI.create(TelnyxRequests.campaign(new PhoneNumber("+12025550101"), ACCESS).pathAndQuery())
            .getPath()
            .substring("/v2".length());
    String template = asked.replace("+12025550101", "{phoneNumber}");
    assertTrue(spec.getJsonObject("paths").getJsonObject(template).containsKey("get"), template);
    JsonArray words =
        spec.getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("PhoneNumberCampaign")
            .getJsonObject("properties")
            .getJsonObject("assignmentStatus")
            .getJsonArray("enum");
    assertTrue(words.size() >= 5, words.encode());
    words.forEach(word -> assertTrue(TelnyxCampaigns.state((String) word).isPresent(), word + ""));
  }

  @Test
  void everyStatusOfTheirsIsKnown() {
    JsonObject statuses =
        spec()
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("OutboundMessagePayload")
            .getJsonObject("properties")
            .getJsonObject("to")
            .getJsonObject("items")
            .getJsonObject("properties")
            .getJsonObject("status");
    JsonArray words = statuses.getJsonArray("enum");
    assertTrue(words.size() >= 8, words.encode());
    words.forEach(word -> assertTrue(TelnyxStatus.read((String) word).isPresent(), word + ""));
  }

  private static JsonObject spec() {
    return Shared.json("specs/telnyx/telnyx-trimmed.json");
  }
}
