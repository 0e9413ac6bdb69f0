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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Plivo.
public final class FakePlivo implements FakeDialect {
  private static final String AUTH_ID = "MANWVLYTK4ZWU1YTY4QA";
  private static final String TOKEN = "right-token";

  @Override
  public String name() {
    return "plivo";
  }

  @Override
  public CarrierAccess access() {
    return new CarrierAccess(AUTH_ID, Secret.of(TOKEN));
  }

  @Override
  public CarrierAccess withOtherSecrets() {
    return new CarrierAccess(AUTH_ID, Secret.of("another-token"));
  }

  @Override
  public boolean authorized(String authorization) {
    String right =
        Base64.getEncoder()
            .encodeToString((AUTH_ID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    return authorization.equals("Basic " + right);
  }

  @Override
  public Optional<Taken> taken(Asked asked, String providerId) {
    if (!asked.method().equals(HttpMethod.POST)
        || !asked.path().equals("/v1/Account/" + AUTH_ID + "/Message/")) {
      return Optional.empty();
    }
    JsonObject body = asked.body().toJsonObject();
    List<String> media =
        body.getJsonArray("media_urls", new JsonArray()).stream().map(Object::toString).toList();
    return Optional.of(
        new Taken(
            providerId,
            body.getString("src"),
            body.getString("dst"),
            body.getString("text", ""),
            media,
            body.getString("url")));
  }

  @Override
  public String newProviderId(int number) {
    return "5b40a428-bfc7-4daf-9d06-%012x".formatted(number);
  }

  @Override
  public Reply accepted(Taken taken) {
    return new Reply(
        202,
        new JsonObject()
            .put("api_id", "948b53a2-3f08-11e7-b6f4-061564b78b75")
            .put("message", "message(s) queued")
            .put("message_uuid", new JsonArray().add(taken.providerId()))
            .encode());
  }

  @Override
  public Reply refusal(int httpStatus, String code) {
    return new Reply(
        httpStatus,
        new JsonObject().put("api_id", "1a2b").put("error", "dst +12025550123").encode());
  }

  @Override
  public Reply list(Asked asked, List<Taken> ledger) {
    String path = "/v1/Account/" + AUTH_ID + "/Number/?limit=20&offset=";
    if (!asked.path().startsWith(path)) {
      return new Reply(404, "{}");
    }
    boolean first = asked.path().endsWith("=0");
    JsonObject number =
        new JsonObject()
            .put("number", first ? "12025550101" : "12025550102")
            .put("sms_enabled", true)
            .put("mms_enabled", first);
    return new Reply(
        200,
        new JsonObject()
            .put("meta", new JsonObject().put("next", first ? path + "20" : null))
            .put("objects", new JsonArray().add(number))
            .encode());
  }

  @Override
  public Map<String, Remedy> codesOfAnswers() {
    return Map.of();
  }

  @Override
  public Map<String, Remedy> codesOfReports() {
    return Map.of(
        "200", Remedy.OPTED_OUT,
        "50", Remedy.GIVE_UP,
        "40", Remedy.FIX_ACCOUNT,
        "80", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, DeliveryState> words() {
    return Map.of(
        "queued", DeliveryState.ACCEPTED,
        "sent", DeliveryState.SENT,
        "delivered", DeliveryState.DELIVERED,
        "undelivered", DeliveryState.UNDELIVERED,
        "failed", DeliveryState.FAILED,
        "rejected", DeliveryState.FAILED);
  }

  @Override
  public WebhookRequest text(Heard heard) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("From", heard.from().replace("+", ""));
    form.put("To", heard.to().replace("+", ""));
    form.put("Text", heard.text());
    form.put("Type", heard.media().isEmpty() ? "sms" : "mms");
    form.put("MessageUUID", heard.providerId());
    for (int i = 0; i < heard.media().size(); i++) {
      form.put("Media" + i, heard.media().get(i));
    }
    return callV3(Kind.MESSAGES, FakeHook.messages(this), body(form));
  }

  @Override
  public WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("MessageUUID", taken.providerId());
    form.put("ParentMessageUUID", taken.providerId());
    form.put("PartInfo", "1 of 1");
    form.put("From", taken.from().replace("+", ""));
    form.put("To", taken.to().replace("+", ""));
    form.put("Status", word);
    code.ifPresent(known -> form.put("ErrorCode", known));
    return callV3(Kind.STATUSES, taken.reference(), body(form));
  }

  public static Buffer body(Map<String, String> form) {
    return Buffer.buffer(Form.of(form).encode());
  }

  @Override
  public WebhookRequest signed(WebhookRequest call, Buffer body) {
    return callV3(call.kind(), call.publicUrl(), body);
  }

  private static WebhookRequest callV3(Kind kind, String url, Buffer body) {
    String nonce = Long.toUnsignedString(UUID.randomUUID().getLeastSignificantBits());
    StringBuilder text = new StringBuilder(url.replaceAll("\\?.*", "")).append('?');
    String query = FakeHook.query(url);
    text.append(query.isEmpty() ? "" : query.substring(1) + ".");
    Form.parse(body.getBytes(), Form.Limits.WEBHOOK)
        .ifPresent(
            form ->
                new TreeMap<>(form.fields())
                    .forEach(
                        (name, values) ->
                            values.forEach(value -> text.append(name).append(value))));
    String signature =
        Base64.getEncoder().encodeToString(FakeHook.hmac("HmacSHA256", TOKEN, text + "." + nonce));
    return FakeHook.call(
        kind,
        url,
        "application/x-www-form-urlencoded",
        body,
        Map.of("x-plivo-signature-v3", signature, "x-plivo-signature-v3-nonce", nonce));
  }

  /// A call with the older signature, which covers address and nonce only.
  public static WebhookRequest callV2(Kind kind, String url, Buffer body, String nonce) {
    String signature =
        Base64.getEncoder()
            .encodeToString(
                FakeHook.hmac("HmacSHA256", TOKEN, url.replaceAll("\\?.*", "") + nonce));
    return FakeHook.call(
        kind,
        url,
        "application/x-www-form-urlencoded",
        body,
        Map.of("x-plivo-signature-v2", signature, "x-plivo-signature-v2-nonce", nonce));
  }
}
