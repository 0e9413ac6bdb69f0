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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Bandwidth.
public final class FakeBandwidth implements FakeDialect {
  private static final String APPLICATION = "93de2206-9669-4e07-948d-329f4b722ee2";
  private static final String MESSAGES = "/api/v2/users/9900000/messages";

  @Override
  public String name() {
    return "bandwidth";
  }

  @Override
  public CarrierAccess access() {
    return access("mySecretPassword1!");
  }

  @Override
  public CarrierAccess withOtherSecrets() {
    return access("mySecretPassword2!");
  }

  private static CarrierAccess access(String callbackPassword) {
    return new CarrierAccess(
        "9900000",
        Secret.of("right-password"),
        Map.of(
            "api_user", Secret.of("api"),
            "application_id", Secret.of(APPLICATION),
            "callback_user", Secret.of("mySecretName"),
            "callback_password", Secret.of(callbackPassword)));
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean authorized(String authorization) {
    return authorization.equals(basic("api:right-password"));
  }

  @Override
  public Optional<Taken> taken(Asked asked, String providerId) {
    if (!asked.method().equals(HttpMethod.POST) || !asked.path().equals(MESSAGES)) {
      return Optional.empty();
    }
    JsonObject body = asked.body().toJsonObject();
    if (!body.getString("applicationId").equals(APPLICATION)) {
      return Optional.empty();
    }
    List<String> media =
        body.getJsonArray("media", new JsonArray()).stream().map(Object::toString).toList();
    List<String> to = body.getJsonArray("to").stream().map(Object::toString).toList();
    if (to.size() > 10) {
      return Optional.empty();
    }
    return Optional.of(
        new Taken(
            providerId,
            body.getString("from"),
            to.getFirst(),
            to.subList(1, to.size()),
            body.getString("text", ""),
            media,
            body.getString("tag")));
  }

  @Override
  public String newProviderId(int number) {
    return "1589228074636lm4k2je%08d".formatted(number);
  }

  @Override
  public Reply accepted(Taken taken) {
    return new Reply(202, message(taken).encode());
  }

  private static JsonObject message(Taken taken) {
    return new JsonObject()
        .put("id", taken.providerId())
        .put("owner", taken.from())
        .put("applicationId", APPLICATION)
        .put("time", "2026-11-22T02:00:00Z")
        .put("segmentCount", 1)
        .put("direction", "out")
        .put("to", new JsonArray(taken.receivers()))
        .put("from", taken.from())
        .put("tag", taken.reference());
  }

  @Override
  public Reply refusal(int httpStatus, String code) {
    return new Reply(
        httpStatus,
        new JsonObject().put("type", code).put("description", "to +12025550123").encode());
  }

  @Override
  public Reply list(Asked asked, List<Taken> ledger) {
    return asked.path().startsWith(MESSAGES + "?")
        ? new Reply(
            200,
            new JsonObject()
                .put("totalCount", ledger.size())
                .put("messages", new JsonArray())
                .encode())
        : new Reply(404, "{}");
  }

  @Override
  public Map<String, Remedy> codesOfAnswers() {
    return Map.of(
        "request-validation", Remedy.GIVE_UP,
        "max-message-queue-size-exceeded", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, Remedy> codesOfReports() {
    return Map.of(
        "4775", Remedy.OPTED_OUT,
        "4720", Remedy.GIVE_UP,
        "4774", Remedy.FIX_ACCOUNT,
        "4702", Remedy.TRY_LATER,
        "5106", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, DeliveryState> words() {
    return Map.of(
        "message-sending", DeliveryState.ACCEPTED,
        "message-sent", DeliveryState.SENT,
        "message-delivered", DeliveryState.DELIVERED,
        "message-read", DeliveryState.DELIVERED,
        "message-failed", DeliveryState.UNDELIVERED);
  }

  @Override
  public WebhookRequest text(Heard heard) {
    JsonArray media = new JsonArray();
    heard.media().forEach(media::add);
    JsonArray to = new JsonArray().add(heard.to());
    heard.others().forEach(to::add);
    JsonObject message =
        new JsonObject()
            .put("id", heard.providerId())
            .put("owner", heard.to())
            .put("applicationId", APPLICATION)
            .put("time", "2026-11-22T02:00:00Z")
            .put("segmentCount", 1)
            .put("direction", "in")
            .put("to", to)
            .put("from", heard.from())
            .put("text", heard.text())
            .put("media", media);
    return call(
        Kind.MESSAGES,
        FakeHook.messages(this),
        event("message-received", heard.to(), message).toBuffer());
  }

  @Override
  public WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code) {
    return report(taken, messageId, taken.to(), word, code);
  }

  @Override
  public WebhookRequest report(
      Taken taken, UUID messageId, String receiver, String word, Optional<String> code) {
    JsonArray events = event(word, receiver, message(taken));
    code.ifPresent(known -> events.getJsonObject(0).put("errorCode", Integer.parseInt(known)));
    return call(Kind.STATUSES, FakeHook.statuses(this, ""), events.toBuffer());
  }

  private static JsonArray event(String type, String to, JsonObject message) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("type", type)
                .put("time", "2026-11-22T02:00:00Z")
                .put("description", "")
                .put("to", to)
                .put("message", message));
  }

  @Override
  public WebhookRequest signed(WebhookRequest call, Buffer body) {
    return call(call.kind(), call.publicUrl(), body);
  }

  private static WebhookRequest call(Kind kind, String url, Buffer body) {
    return FakeHook.call(
        kind,
        url,
        "application/json; charset=utf-8",
        body,
        Map.of("authorization", basic("mySecretName:mySecretPassword1!")));
  }
}
