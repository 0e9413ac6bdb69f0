package dev.tandem.messaging.carrier.bandwidth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.PublishedSpec;
import dev.tandem.messaging.carrier.fake.FakeBandwidth;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: everything we ask of Bandwidth is something its API defines. Method: paths, fields and
/// words against Bandwidth's published OpenAPI file.
class BandwidthRequestsMatchSpecTest {
  private static final CarrierAccess ACCESS = new FakeBandwidth().access();
  private static final String MESSAGES = "/users/{accountId}/messages";

  @Test
  void everyFieldOfASendIsDefined() {
    JsonObject spec = spec();
    JsonObject schema = new JsonObject().put("$ref", "#/components/schemas/messageRequest");
    JsonObject operation =
        spec.getJsonObject("paths").getJsonObject(MESSAGES).getJsonObject("post");
    assertEquals("createMessage", operation.getString("operationId"));
    List<SendText> commands = new ArrayList<>(PublishedSpec.commands());
    commands.addAll(PublishedSpec.groups());
    for (SendText command : commands) {
      ApiRequest request = BandwidthRequests.createMessage(command, ACCESS);
      assertEquals(
          "/api/v2" + MESSAGES.replace("{accountId}", ACCESS.accountId()), request.pathAndQuery());
      PublishedSpec.assertDefined(spec, schema, request.body().toJsonObject());
    }
  }

  @Test
  void everyParameterOfTheProofIsDefined() {
    JsonObject spec = spec();
    Set<String> names =
        spec
            .getJsonObject("paths")
            .getJsonObject(MESSAGES)
            .getJsonObject("get")
            .getJsonArray("parameters")
            .stream()
            .map(parameter -> PublishedSpec.resolve(spec, (JsonObject) parameter))
            .map(parameter -> parameter.getString("name"))
            .collect(Collectors.toSet());
    String path = BandwidthRequests.newestMessage(ACCESS).pathAndQuery();
    for (String field : path.substring(path.indexOf('?') + 1).split("&", -1)) {
      assertTrue(names.contains(field.replaceAll("=.*", "")), field);
    }
  }

  private static JsonObject spec() {
    return Shared.yaml("specs/bandwidth/bandwidth.yml");
  }
}
