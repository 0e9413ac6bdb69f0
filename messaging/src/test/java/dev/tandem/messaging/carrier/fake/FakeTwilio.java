package dev.tandem.messaging.carrier.fake;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Twilio.
public final class FakeTwilio implements FakeDialect {
  private static final String SID = "AC" + "0d".repeat(16);
  private static final String TOKEN = "right-token";
  private static final String ACCOUNT = "/2010-04-01/Accounts/" + SID;

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public CarrierAccess access() {
    return new CarrierAccess(SID, Secret.of(TOKEN));
  }

  @Override
  public CarrierAccess withOtherSecrets() {
    return new CarrierAccess(SID, Secret.of("another-token"));
  }

  @Override
  public boolean authorized(String authorization) {
    String right =
        Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    return authorization.equals("Basic " + right);
  }

  private static Form form(String text) {
    return Form.parse(text.getBytes(StandardCharsets.UTF_8), Form.Limits.WEBHOOK).orElseThrow();
  }

  @Override
  public Optional<Taken> taken(Asked asked, String providerId) {
    if (!asked.method().equals(HttpMethod.POST)
        || !asked.path().equals(ACCOUNT + "/Messages.json")) {
      return Optional.empty();
    }
    Form form = form(asked.body().toString());
    return Optional.of(
        new Taken(
            providerId,
            form.one("From").orElseThrow(),
            form.one("To").orElseThrow(),
            form.one("Body").orElse(""),
            form.fields().getOrDefault("MediaUrl", List.of()),
            form.one("StatusCallback").orElseThrow()));
  }

  @Override
  public String newProviderId(int number) {
    return "SM%032x".formatted(number);
  }

  @Override
  public Reply accepted(Taken taken) {
    return new Reply(201, message(taken).encode());
  }

  private static JsonObject message(Taken taken) {
    return new JsonObject()
        .put("sid", taken.providerId())
        .put("from", taken.from())
        .put("to", taken.to())
        .put("body", taken.text())
        .put("status", "queued")
        .put("direction", "outbound-api")
        .put(
            "date_created",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .put("error_code", null);
  }

  @Override
  public Reply refusal(int httpStatus, String code) {
    JsonObject problem = new JsonObject().put("message", "To +12025550123").put("status", 400);
    if (!code.isEmpty()) {
      problem.put("code", Integer.parseInt(code));
    }
    return new Reply(httpStatus, problem.encode());
  }

  @Override
  public Reply list(Asked asked, List<Taken> ledger) {
    int at = asked.path().indexOf('?');
    Form query = form(at < 0 ? "" : asked.path().substring(at + 1));
    if (asked.path().startsWith(ACCOUNT + "/Messages.json?")) {
      JsonArray messages = new JsonArray();
      ledger.stream()
          .filter(
              taken ->
                  query.one("To").equals(Optional.of(taken.to()))
                      && query.one("From").equals(Optional.of(taken.from())))
          .forEach(taken -> messages.add(message(taken)));
      return new Reply(
          200, new JsonObject().put("messages", messages).put("next_page_uri", null).encode());
    }
    String numbers = ACCOUNT + "/IncomingPhoneNumbers.json";
    if (!asked.path().startsWith(numbers)) {
      return new Reply(404, "{}");
    }
    boolean first = query.one("Page").isEmpty();
    JsonObject number =
        new JsonObject()
            .put("phone_number", first ? "+12025550101" : "+12025550102")
            .put("capabilities", new JsonObject().put("sms", true).put("mms", first));
    return new Reply(
        200,
        new JsonObject()
            .put("incoming_phone_numbers", new JsonArray().add(number))
            .put("next_page_uri", first ? numbers + "?Page=1" : null)
            .encode());
  }

  @Override
  public Map<String, Remedy> codesOfAnswers() {
    return Map.of(
        "21610", Remedy.OPTED_OUT,
        "21211", Remedy.GIVE_UP,
        "21606", Remedy.FIX_ACCOUNT,
        "30001", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, Remedy> codesOfReports() {
    return codesOfAnswers();
  }

  @Override
  public Map<String, DeliveryState> words() {
    return Map.of(
        "queued", DeliveryState.ACCEPTED,
        "sent", DeliveryState.SENT,
        "delivered", DeliveryState.DELIVERED,
        "undelivered", DeliveryState.UNDELIVERED,
        "failed", DeliveryState.FAILED,
        "canceled", DeliveryState.CANCELED);
  }

  @Override
  public WebhookRequest text(Heard heard) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", heard.providerId());
    form.put("AccountSid", SID);
    form.put("From", heard.from());
    form.put("To", heard.to());
    form.put("Body", heard.text());
    form.put("NumMedia", Integer.toString(heard.media().size()));
    for (int i = 0; i < heard.media().size(); i++) {
      form.put("MediaUrl" + i, heard.media().get(i));
      form.put("MediaContentType" + i, "image/jpeg");
    }
    return call(Kind.MESSAGES, FakeHook.messages(this), Buffer.buffer(Form.of(form).encode()));
  }

  @Override
  public WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageSid", taken.providerId());
    form.put("AccountSid", SID);
    form.put("MessageStatus", word);
    code.ifPresent(known -> form.put("ErrorCode", known));
    return call(Kind.STATUSES, taken.reference(), Buffer.buffer(Form.of(form).encode()));
  }

  @Override
  public WebhookRequest signed(WebhookRequest call, Buffer body) {
    return call(call.kind(), call.publicUrl(), body);
  }

  private static WebhookRequest call(Kind kind, String url, Buffer body) {
    StringBuilder text = new StringBuilder(url);
    Form.parse(body.getBytes(), Form.Limits.WEBHOOK)
        .ifPresent(
            form ->
                new TreeMap<>(form.fields())
                    .forEach(
                        (name, values) ->
                            values.forEach(value -> text.append(name).append(value))));
    return FakeHook.call(
        kind,
        url,
        "application/x-www-form-urlencoded",
        body,
        Map.of(
            "x-twilio-signature",
            Base64.getEncoder().encodeToString(FakeHook.hmac("HmacSHA1", TOKEN, text.toString()))));
  }
}
