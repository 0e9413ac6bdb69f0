package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.http.ApiRequest;
import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/// What is asked of Telnyx. Pure.
final class TelnyxRequests {
  static final String MESSAGES = "/v2/messages";

  /// Where a text to a group goes. It is an MMS whatever it holds, so it names no type.
  static final String GROUP_MESSAGES = MESSAGES + "/group_mms";

  static final String CAMPAIGNS = "/v2/10dlc/phone_number_campaigns/";

  /// Numbers on a page of a list.
  static final int PAGE_SIZE = 100;

  private TelnyxRequests() {}

  /// The request that sends a text. Reports go to the text's own address only, not to the profile's
  /// too.
  static ApiRequest createMessage(SendText command, CarrierAccess access) {
    boolean group = !command.others().isEmpty();
    JsonObject body =
        new JsonObject()
            .put("from", command.from().e164())
            .put("webhook_url", command.statusCallback().toString())
            .put("use_profile_webhooks", false);
    if (group) {
      JsonArray to = new JsonArray();
      command.receivers().forEach(receiver -> to.add(receiver.e164()));
      body.put("to", to);
    } else {
      body.put("to", command.to().e164()).put("type", command.media().isEmpty() ? "SMS" : "MMS");
    }
    if (!command.text().isEmpty()) {
      body.put("text", command.text());
    }
    if (!command.media().isEmpty()) {
      JsonArray urls = new JsonArray();
      command.media().forEach(media -> urls.add(media.url().toString()));
      body.put("media_urls", urls);
    }
    return ApiRequest.post(group ? GROUP_MESSAGES : MESSAGES, authorization(access), body);
  }

  /// A page of the profile's numbers, from 1.
  static ApiRequest numbers(int page, CarrierAccess access) {
    String profile = UUID.fromString(access.accountId()).toString();
    return ApiRequest.get(
        "/v2/messaging_profiles/"
            + profile
            + "/phone_numbers?page%5Bnumber%5D="
            + page
            + "&page%5Bsize%5D="
            + PAGE_SIZE,
        authorization(access));
  }

  /// The campaign that a number is assigned to.
  static ApiRequest campaign(PhoneNumber number, CarrierAccess access) {
    return ApiRequest.get(CAMPAIGNS + "%2B" + number.e164().substring(1), authorization(access));
  }

  private static String authorization(CarrierAccess access) {
    return ApiRequest.bearer(access.authToken().reveal());
  }
}
