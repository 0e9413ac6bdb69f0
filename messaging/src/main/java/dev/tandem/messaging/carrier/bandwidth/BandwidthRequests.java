package dev.tandem.messaging.carrier.bandwidth;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/// What is asked of Bandwidth. Pure.
final class BandwidthRequests {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{1,12}");

  private BandwidthRequests() {}

  static String messages(CarrierAccess access) {
    if (!ACCOUNT.matcher(access.accountId()).matches()) {
      throw new IllegalArgumentException("A Bandwidth account id is digits");
    }
    return "/api/v2/users/" + access.accountId() + "/messages";
  }

  /// The request that sends a text; to several people it is a group MMS. Reports go to the
  /// application's address and carry the tag back: our id of the message.
  static ApiRequest createMessage(SendText command, CarrierAccess access) {
    JsonArray to = new JsonArray();
    command.receivers().forEach(receiver -> to.add(receiver.e164()));
    JsonObject body =
        new JsonObject()
            .put("applicationId", access.secret(BandwidthCarrier.APPLICATION))
            .put("to", to)
            .put("from", command.from().e164())
            .put("tag", command.messageId().toString());
    if (!command.text().isEmpty()) {
      body.put("text", command.text());
    }
    if (!command.media().isEmpty()) {
      JsonArray urls = new JsonArray();
      command.media().forEach(media -> urls.add(media.url().toString()));
      body.put("media", urls);
    }
    return ApiRequest.post(messages(access), authorization(access), body);
  }

  /// The cheapest question that only right credentials get an answer to.
  static ApiRequest newestMessage(CarrierAccess access) {
    return ApiRequest.get(
        messages(access) + "?messageDirection=OUTBOUND&limit=1", authorization(access));
  }

  private static String authorization(CarrierAccess access) {
    return ApiRequest.basic(access.secret(BandwidthCarrier.API_USER), access.authToken().reveal());
  }
}
