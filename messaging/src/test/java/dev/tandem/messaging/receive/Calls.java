package dev.tandem.messaging.receive;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioSignature;
import dev.tandem.storage.Storage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Twilio's side of the webhooks: makes signed calls and hands them in.
record Calls(TwilioCarrier dialect, Webhooks webhooks) implements AutoCloseable {
  static final WebhookAddress ADDRESS = new WebhookAddress(URI.create("https://phone.example"));

  static Calls to(Vertx vertx, Storage storage) {
    TwilioCarrier dialect = new TwilioCarrier(vertx, TwilioCarrier.production());
    return new Calls(dialect, new Webhooks(storage, new Carriers(List.of(dialect))));
  }

  static Map<String, String> text(Office office, String sid, String from, String body) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", sid);
    form.put("AccountSid", office.accountSid());
    form.put("From", from);
    form.put("To", office.number().e164());
    form.put("Body", body);
    form.put("NumMedia", "0");
    return form;
  }

  WebhookResult text(Office office, Map<String, String> form) {
    String url = ADDRESS.messages("twilio", office.accountSid()).toString();
    return call(office, Kind.MESSAGES, url, form, office.token());
  }

  WebhookResult status(Office office, UUID message, String sid, String status) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", sid);
    form.put("AccountSid", office.accountSid());
    form.put("MessageStatus", status);
    if (status.equals("undelivered") || status.equals("failed")) {
      form.put("ErrorCode", "30003");
    }
    String url = ADDRESS.statuses("twilio", office.accountSid(), message).toString();
    return call(office, Kind.STATUSES, url, form, office.token());
  }

  WebhookResult call(
      Office office, Kind kind, String url, Map<String, String> fields, String token) {
    Form form = Form.of(fields);
    Map<String, List<String>> headers =
        Map.of(
            "content-type",
            List.of("application/x-www-form-urlencoded"),
            "x-twilio-signature",
            List.of(TwilioSignature.sign(url, form, token)));
    Buffer body = Buffer.buffer(form.encode());
    return webhooks.accept(
        "twilio", office.accountSid(), new WebhookRequest(kind, url, headers, body));
  }

  @Override
  public void close() {
    dialect.close();
  }
}
