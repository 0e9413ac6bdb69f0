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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Telnyx.
public final class FakeTelnyx implements FakeDialect {
  private static final String PROFILE = "0f512bda-ae1e-4597-8e11-e5f5686b97d3";
  private static final KeyPair KEYS = keys();

  @Override
  public String name() {
    return "telnyx";
  }

  @Override
  public CarrierAccess access() {
    return access(KEYS);
  }

  @Override
  public CarrierAccess withOtherSecrets() {
    return access(keys());
  }

  private static CarrierAccess access(KeyPair keys) {
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new CarrierAccess(
        PROFILE,
        Secret.of("KEY-right"),
        Map.of("public_key", Secret.of(Base64.getEncoder().encodeToString(raw))));
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean authorized(String authorization) {
    return authorization.equals("Bearer KEY-right");
  }

  @Override
  public Optional<Taken> taken(Asked asked, String providerId) {
    boolean group = asked.path().equals("/v2/messages/group_mms");
    if (!asked.method().equals(HttpMethod.POST)
        || !(group || asked.path().equals("/v2/messages"))) {
      return Optional.empty();
    }
    JsonObject body = asked.body().toJsonObject();
    List<String> to =
        group
            ? body.getJsonArray("to").stream().map(Object::toString).toList()
            : List.of(body.getString("to"));
    if (to.size() > 8) {
      return Optional.empty();
    }
    List<String> media =
        body.getJsonArray("media_urls", new JsonArray()).stream().map(Object::toString).toList();
    return Optional.of(
        new Taken(
            providerId,
            body.getString("from"),
            to.getFirst(),
            to.subList(1, to.size()),
            body.getString("text", ""),
            media,
            body.getString("webhook_url")));
  }

  @Override
  public String newProviderId(int number) {
    return "40385f64-5717-4562-b3fc-%012x".formatted(number);
  }

  @Override
  public Reply accepted(Taken taken) {
    return new Reply(
        200, new JsonObject().put("data", message(taken, taken.to(), "queued")).encode());
  }

  /// Of a group each receiver's record has an id of its own, and names all.
  private static JsonObject message(Taken taken, String receiver, String status) {
    JsonArray to = new JsonArray();
    taken
        .receivers()
        .forEach(
            number ->
                to.add(
                    new JsonObject()
                        .put("phone_number", number)
                        .put("status", number.equals(receiver) ? status : "queued")));
    JsonObject message =
        taken.others().isEmpty()
            ? new JsonObject().put("id", taken.providerId())
            : new JsonObject()
                .put("id", UUID.nameUUIDFromBytes(receiver.getBytes(StandardCharsets.UTF_8)) + "")
                .put("group_message_id", taken.providerId());
    return message
        .put("direction", "outbound")
        .put("messaging_profile_id", PROFILE)
        .put("from", new JsonObject().put("phone_number", taken.from()))
        .put("to", to)
        .put("text", taken.text())
        .put("webhook_url", taken.reference())
        .put("errors", new JsonArray());
  }

  @Override
  public Reply refusal(int httpStatus, String code) {
    JsonObject error =
        new JsonObject().put("code", code).put("title", "No").put("detail", "to +12025550123");
    return new Reply(
        httpStatus, new JsonObject().put("errors", new JsonArray().add(error)).encode());
  }

  /// Numbers that end in 1, 2 and 3 have a campaign: assigned, about to be, failed to be.
  private static Reply campaign(String number) {
    String state =
        switch (number.charAt(number.length() - 1)) {
          case '1' -> "ASSIGNED";
          case '2' -> "PENDING_ASSIGNMENT";
          case '3' -> "FAILED_ASSIGNMENT";
          default -> "";
        };
    return state.isEmpty()
        ? new Reply(404, "{}")
        : new Reply(
            200,
            new JsonObject()
                .put("phoneNumber", number.replace("%2B", "+"))
                .put("campaignId", "C1")
                .put("assignmentStatus", state)
                .encode());
  }

  @Override
  public Reply list(Asked asked, List<Taken> ledger) {
    String campaigns = "/v2/10dlc/phone_number_campaigns/";
    if (asked.path().startsWith(campaigns)) {
      return campaign(asked.path().substring(campaigns.length()));
    }
    String path = "/v2/messaging_profiles/" + PROFILE + "/phone_numbers?page%5Bnumber%5D=";
    if (!asked.path().startsWith(path)) {
      return new Reply(404, "{}");
    }
    int page = Integer.parseInt(asked.path().substring(path.length()).replaceAll("&.*", ""));
    JsonObject number =
        new JsonObject()
            .put("phone_number", "+1202555010" + page)
            .put(
                "features",
                new JsonObject()
                    .put("sms", new JsonObject())
                    .put("mms", page == 1 ? new JsonObject() : null));
    return new Reply(
        200,
        new JsonObject()
            .put("data", new JsonArray().add(number))
            .put("meta", new JsonObject().put("total_pages", 2))
            .encode());
  }

  @Override
  public Map<String, Remedy> codesOfAnswers() {
    return Map.of(
        "40300", Remedy.OPTED_OUT,
        "40001", Remedy.GIVE_UP,
        "40010", Remedy.FIX_ACCOUNT,
        "40318", Remedy.TRY_LATER);
  }

  @Override
  public Map<String, Remedy> codesOfReports() {
    return codesOfAnswers();
  }

  @Override
  public Map<String, DeliveryState> words() {
    return Map.of(
        "sending", DeliveryState.ACCEPTED,
        "sent", DeliveryState.SENT,
        "delivery_unconfirmed", DeliveryState.SENT,
        "delivered", DeliveryState.DELIVERED,
        "delivery_failed", DeliveryState.UNDELIVERED,
        "sending_failed", DeliveryState.FAILED,
        "expired", DeliveryState.FAILED);
  }

  @Override
  public WebhookRequest text(Heard heard) {
    JsonArray media = new JsonArray();
    heard
        .media()
        .forEach(
            url -> media.add(new JsonObject().put("url", url).put("content_type", "image/jpeg")));
    JsonArray cc = new JsonArray();
    heard.others().forEach(number -> cc.add(new JsonObject().put("phone_number", number)));
    JsonObject payload =
        new JsonObject()
            .put("id", heard.providerId())
            .put("cc", cc)
            .put("direction", "inbound")
            .put("messaging_profile_id", PROFILE)
            .put("from", new JsonObject().put("phone_number", heard.from()))
            .put("to", new JsonArray().add(new JsonObject().put("phone_number", heard.to())))
            .put("text", heard.text())
            .put("media", media);
    return event(Kind.MESSAGES, FakeHook.messages(this), "message.received", payload);
  }

  @Override
  public WebhookRequest report(Taken taken, UUID messageId, String word, Optional<String> code) {
    return report(taken, messageId, taken.to(), word, code);
  }

  @Override
  public WebhookRequest report(
      Taken taken, UUID messageId, String receiver, String word, Optional<String> code) {
    JsonObject payload = message(taken, receiver, word);
    code.ifPresent(
        known -> payload.put("errors", new JsonArray().add(new JsonObject().put("code", known))));
    String type = word.equals("sending") || word.equals("sent") ? "sent" : "finalized";
    return event(Kind.STATUSES, taken.reference(), "message." + type, payload);
  }

  private WebhookRequest event(Kind kind, String url, String type, JsonObject payload) {
    JsonObject data =
        new JsonObject()
            .put("event_type", type)
            .put("id", UUID.randomUUID().toString())
            .put("payload", payload)
            .put("record_type", "event");
    return call(kind, url, new JsonObject().put("data", data).toBuffer());
  }

  @Override
  public WebhookRequest signed(WebhookRequest call, Buffer body) {
    return call(call.kind(), call.publicUrl(), body);
  }

  private static WebhookRequest call(Kind kind, String url, Buffer body) {
    return callAt(kind, url, body, Instant.now());
  }

  /// A call that was signed at some time.
  public static WebhookRequest callAt(Kind kind, String url, Buffer body, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(KEYS.getPrivate());
      signature.update((time + "|").getBytes(StandardCharsets.UTF_8));
      signature.update(body.getBytes());
      return FakeHook.call(
          kind,
          url,
          "application/json",
          body,
          Map.of(
              "telnyx-timestamp",
              time,
              "telnyx-signature-ed25519",
              Base64.getEncoder().encodeToString(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
