package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.Segments;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// One text in the sandbox's ledger.
///
/// @param status Twilio's word
/// @param mediaUrls where its attachments are
/// @param media those that were fetched
/// @param errorCode 0 for none
record SandboxText(
    String sid,
    String accountSid,
    PhoneNumber from,
    PhoneNumber to,
    String body,
    List<URI> mediaUrls,
    List<SandboxMedia> media,
    Optional<URI> statusCallback,
    Instant created,
    String status,
    int errorCode) {

  SandboxText {
    mediaUrls = List.copyOf(mediaUrls);
    media = List.copyOf(media);
  }

  /// A text that somebody outside sent, with what came along.
  static SandboxText received(
      String sid,
      CarrierAccess access,
      PhoneNumber from,
      PhoneNumber to,
      String words,
      List<SandboxMedia> media) {
    return new SandboxText(
        sid,
        access.accountId(),
        from,
        to,
        words,
        List.of(),
        media,
        Optional.empty(),
        Instant.now(),
        "received",
        0);
  }

  boolean outbound() {
    return !status.equals("received");
  }

  SandboxText moved(String newStatus, int newErrorCode) {
    return new SandboxText(
        sid,
        accountSid,
        from,
        to,
        body,
        mediaUrls,
        media,
        statusCallback,
        created,
        newStatus,
        newErrorCode);
  }

  SandboxText with(List<SandboxMedia> fetched) {
    return new SandboxText(
        sid,
        accountSid,
        from,
        to,
        body,
        mediaUrls,
        fetched,
        statusCallback,
        created,
        status,
        errorCode);
  }

  /// The resource's path, without `.json`.
  String path() {
    return "/2010-04-01/Accounts/" + accountSid + "/Messages/" + sid;
  }

  /// The Message resource of the REST API (`api.v2010.account.message`).
  JsonObject resource() {
    String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(created.atOffset(ZoneOffset.UTC));
    String uri = path();
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", accountSid)
        .put("api_version", "2010-04-01")
        .put("messaging_service_sid", null)
        .put("direction", outbound() ? "outbound-api" : "inbound")
        .put("from", from.e164())
        .put("to", to.e164())
        .put("body", body)
        .put("num_segments", Integer.toString(Segments.of(body).count()))
        .put("num_media", Integer.toString(Math.max(mediaUrls.size(), media.size())))
        .put("status", status)
        .put("error_code", errorCode == 0 ? null : errorCode)
        .put("error_message", null)
        .put("price", null)
        .put("price_unit", "USD")
        .put("date_created", time)
        .put("date_updated", time)
        .put("date_sent", time)
        .put("uri", uri + ".json")
        .put("subresource_uris", new JsonObject().put("media", uri + "/Media.json"));
  }

  @Override
  public String toString() {
    return "SandboxText[" + sid + ", " + status + "]";
  }
}
