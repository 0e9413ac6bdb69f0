package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.OutboundMedia;
import dev.tandem.messaging.carrier.http.ApiRequest;
import io.vertx.core.json.JsonObject;

/// What is asked of Vonage. Pure.
final class VonageRequests {
  static final String MESSAGES = "/v1/messages";
  static final String NUMBERS = "/account/numbers";

  /// Numbers on a page of a list; the most that Vonage gives.
  static final int PAGE_SIZE = 100;

  private VonageRequests() {}

  /// The request that sends a text. An MMS has one attachment, and the words are its caption.
  static ApiRequest createMessage(SendText command, CarrierAccess access) {
    JsonObject body =
        new JsonObject()
            .put("from", VonageNumber.write(command.from()))
            .put("to", VonageNumber.write(command.to()))
            .put("client_ref", command.messageId().toString())
            .put("webhook_url", command.statusCallback().toString())
            .put("webhook_version", "v1");
    if (command.media().isEmpty()) {
      body.put("channel", "sms").put("message_type", "text").put("text", command.text());
    } else {
      OutboundMedia media = command.media().getFirst();
      String kind = kind(media.contentType());
      JsonObject attachment = new JsonObject().put("url", media.url().toString());
      if (!command.text().isEmpty()) {
        attachment.put("caption", command.text());
      }
      body.put("channel", "mms").put("message_type", kind).put(kind, attachment);
    }
    return ApiRequest.post(MESSAGES, authorization(access), body);
  }

  private static String kind(String contentType) {
    int slash = contentType.indexOf('/');
    return switch (slash < 0 ? contentType : contentType.substring(0, slash)) {
      case "image" -> "image";
      case "audio" -> "audio";
      case "video" -> "video";
      default -> contentType.endsWith("/vcard") ? "vcard" : "file";
    };
  }

  /// A page of the account's numbers, from 1.
  static ApiRequest numbers(int page, CarrierAccess access) {
    return ApiRequest.get(NUMBERS + "?index=" + page + "&size=" + PAGE_SIZE, authorization(access));
  }

  private static String authorization(CarrierAccess access) {
    return ApiRequest.basic(access.accountId(), access.authToken().reveal());
  }
}
