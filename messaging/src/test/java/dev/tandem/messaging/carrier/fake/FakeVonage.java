package dev.tandem.messaging.carrier.fake;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Vonage.
public final class FakeVonage implements FakeDialect {
  private static final String API_KEY = "a1b2c3d4";
  private static final String SIGNATURE_SECRET = "qwertyuiopasdfghjklzxcvbnm123456";

  @Override
  public String name() {
    return "vonage";
  }

  @Override
  public CarrierAccess access() {
    return access(SIGNATURE_SECRET);
  }

  @Override
  public CarrierAccess withOtherSecrets() {
    return access("another-secret");
  }

  private static CarrierAccess access(String signatureSecret) {
    return new CarrierAccess(
        API_KEY, Secret.of("right-secret"), Map.of("signature_secret", Secret.of(signatureSecret)));
  }

  @Override
  public boolean authorized(String authorization) {
    String right =
        Base64.getEncoder()
            .encodeToString((API_KEY + ":right-secret").getBytes(StandardCharsets.UTF_8));
    return authorization.equals("Basic " + right);
  }

  @Override
  public Optional<Taken> taken(Asked asked, String providerId) {
    if (!asked.method().equals(HttpMethod.POST) || !asked.path().equals("/v1/messages")) {
      return Optional.empty();
    }
    JsonObject body = asked.body().toJsonObject();
    String kind = body.getString("message_type");
    JsonObject attachment =
        kind.equals("text") ? new JsonObject() : body.getJsonObject(kind, new JsonObject());
    return Optional.of(
        new Taken(
            providerId,
            "+" + body.getString("from"),
            "+" + body.getString("to"),
            kind.equals("text") ? body.getString("text") : attachment.getString("caption", ""),
            attachment.containsKey("url") ? List.of(attachment.getString("url")) : List.of(),
            body.getString("client_ref")));
  }

  @Override
  public String newProviderId(int number) {
    return "aaaaaaaa-bbbb-4ccc-8ddd-%012x".formatted(number);
  }

  @Override
  public Reply accepted(Taken taken) {
    return new Reply(202, new JsonObject().put("message_uuid", taken.providerId()).encode());
  }

  @Override
  public Reply refusal(int httpStatus, String code) {
    return new Reply(httpStatus, problem(code).encode());
  }

  private static JsonObject problem(String code) {
    return new JsonObject()
        .put("type", "https://developer.nexmo.com/api-errors/messages-olympus#" + code)
        .put("title", "No")
        .put("detail", "12025550123")
        .put("instance", "bf0ca0bf927b3b52e3cb03217e1a1ddf");
  }

  @Override
  public Reply list(Asked asked, List<Taken> ledger) {
    String path = "/account/numbers?index=";
    if (!asked.path().startsWith(path)) {
      return new Reply(404, "{}");
    }
    int page = Integer.parseInt(asked.path().substring(path.length()).replaceAll("&.*", ""));
    JsonObject number =
        new JsonObject()
            .put("country", "US")
            .put("msisdn", "1202555010" + page)
            .put(
                "features",
                page == 1 ? new JsonArray().add("SMS").add("MMS") : new JsonArray().add("SMS"));
    return new Reply(
        200,
        new JsonObject().put("count", 101).put("numbers", new JsonArray().add(number)).encode());
  }

  @Override
  public Map<String, Remedy> codesOfAnswers() {
    return Map.of(
        "1240", Remedy.OPTED_OUT,
        "1170", Remedy.GIVE_UP,
        "1120", Remedy.FIX_ACCOUNT,
        "1000", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, Remedy> codesOfReports() {
    return codesOfAnswers();
  }

  @Override
  public Map<String, DeliveryState> words() {
    return Map.of(
        "submitted", DeliveryState.SENT,
        "delivered", DeliveryState.DELIVERED,
        "read", DeliveryState.DELIVERED,
        "undeliverable", DeliveryState.UNDELIVERED,
        "rejected", DeliveryState.FAILED);
  }

  @Override
  public WebhookRequest text(Heard heard) {
    JsonObject body =
        new JsonObject()
            .put("message_uuid", heard.providerId())
            .put("from", heard.from().replace("+", ""))
            .put("to", heard.to().replace("+", ""))
            .put("timestamp", "2026-11-22T02:00:00Z");
    if (heard.media().isEmpty()) {
      body.put("channel", "sms").put("message_type", "text").put("text", heard.text());
    } else {
      body.put("channel", "mms")
          .put("message_type", "image")
          .put(
              "image",
              new JsonObject().put("url", heard.media().getFirst()).put("caption", heard.text()));
    }
    return call(Kind.MESSAGES, FakeHook.messages(this), body.toBuffer());
  }

  @Override
  public WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code) {
    JsonObject body =
        new JsonObject()
            .put("message_uuid", taken.providerId())
            .put("from", taken.from().replace("+", ""))
            .put("to", taken.to().replace("+", ""))
            .put("timestamp", "2026-11-22T02:00:00Z")
            .put("status", word)
            .put("channel", "sms")
            .put("client_ref", taken.reference());
    code.ifPresent(known -> body.put("error", problem(known)));
    return call(Kind.STATUSES, FakeHook.statuses(this, ""), body.toBuffer());
  }

  @Override
  public WebhookRequest signed(WebhookRequest call, Buffer body) {
    return call(call.kind(), call.publicUrl(), body);
  }

  private static WebhookRequest call(Kind kind, String url, Buffer body) {
    JsonObject claims =
        new JsonObject()
            .put("iat", Instant.now().getEpochSecond())
            .put("jti", UUID.randomUUID().toString())
            .put("iss", "Vonage")
            .put("payload_hash", sha256(body))
            .put("api_key", API_KEY)
            .put("application_id", "aaaaaaaa-bbbb-cccc-dddd-0123456789ab");
    return callWith(kind, url, body, new JsonObject().put("alg", "HS256"), claims);
  }

  /// A call with a token of the test's choice, signed with the right secret.
  public static WebhookRequest callWith(
      Kind kind, String url, Buffer body, JsonObject header, JsonObject claims) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String text =
        base64.encodeToString(header.toBuffer().getBytes())
            + "."
            + base64.encodeToString(claims.toBuffer().getBytes());
    String signature = base64.encodeToString(FakeHook.hmac("HmacSHA256", SIGNATURE_SECRET, text));
    return FakeHook.call(
        kind,
        url,
        "application/json",
        body,
        Map.of("authorization", "Bearer " + text + "." + signature));
  }

  public static String sha256(Buffer body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
