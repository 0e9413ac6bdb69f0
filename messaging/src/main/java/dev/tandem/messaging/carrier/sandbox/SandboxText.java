package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.Segments;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// One text in the sandbox's ledger.
///
/// @param status Twilio's word
/// @param errorCode 0 for none
record SandboxText(
    String sid,
    String accountSid,
    PhoneNumber from,
    PhoneNumber to,
    String body,
    Optional<URI> statusCallback,
    Instant created,
    String status,
    int errorCode) {

  SandboxText moved(String newStatus, int newErrorCode) {
    return new SandboxText(
        sid, accountSid, from, to, body, statusCallback, created, newStatus, newErrorCode);
  }

  /// The Message resource of the REST API (`api.v2010.account.message`).
  JsonObject resource() {
    String time = DateTimeFormatter.RFC_1123_DATE_TIME.format(created.atOffset(ZoneOffset.UTC));
    String uri = "/2010-04-01/Accounts/" + accountSid + "/Messages/" + sid;
    return new JsonObject()
        .put("sid", sid)
        .put("account_sid", accountSid)
        .put("api_version", "2010-04-01")
        .put("messaging_service_sid", null)
        .put("direction", "outbound-api")
        .put("from", from.e164())
        .put("to", to.e164())
        .put("body", body)
        .put("num_segments", Integer.toString(Segments.of(body).count()))
        .put("num_media", "0")
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
