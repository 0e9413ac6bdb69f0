package dev.tandem.messaging.carrier.plivo;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/// What is asked of Plivo. Every path ends in a slash; without it there is no such resource. Pure.
final class PlivoRequests {
  /// Numbers on a page of a list; the most that Plivo gives.
  static final int PAGE_SIZE = 20;

  private static final Pattern AUTH_ID = Pattern.compile("(MA|SA)[A-Z0-9]{18}");

  private PlivoRequests() {}

  private static String account(CarrierAccess access) {
    if (!AUTH_ID.matcher(access.accountId()).matches()) {
      throw new IllegalArgumentException("A Plivo auth id is MA or SA and 18 letters or digits");
    }
    return "/v1/Account/" + access.accountId();
  }

  static String messages(CarrierAccess access) {
    return account(access) + "/Message/";
  }

  /// The request that sends a text.
  static ApiRequest createMessage(SendText command, CarrierAccess access) {
    JsonObject body =
        new JsonObject()
            .put("src", command.from().e164())
            .put("dst", command.to().e164())
            .put("type", command.media().isEmpty() ? "sms" : "mms")
            .put("url", command.statusCallback().toString())
            .put("method", "POST");
    if (!command.text().isEmpty()) {
      body.put("text", command.text());
    }
    if (!command.media().isEmpty()) {
      JsonArray urls = new JsonArray();
      command.media().forEach(media -> urls.add(media.url().toString()));
      body.put("media_urls", urls);
    }
    return ApiRequest.post(messages(access), authorization(access), body);
  }

  /// Numbers of the account from a place on, the first being 0.
  static ApiRequest numbers(int offset, CarrierAccess access) {
    return ApiRequest.get(
        account(access) + "/Number/?limit=" + PAGE_SIZE + "&offset=" + offset,
        authorization(access));
  }

  private static String authorization(CarrierAccess access) {
    return ApiRequest.basic(access.accountId(), access.authToken().reveal());
  }
}
