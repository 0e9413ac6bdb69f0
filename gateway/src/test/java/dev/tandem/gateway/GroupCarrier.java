package dev.tandem.gateway;

import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
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
import java.util.concurrent.CopyOnWriteArrayList;

/// The carriers that take groups, as far as a text to several people goes: an API on loopback that
/// keeps a ledger, and the calls that they make. One of two dialects.
final class GroupCarrier implements AutoCloseable {
  private static final String APPLICATION = "93de2206-9669-4e07-948d-329f4b722ee2";

  /// A text that was taken.
  record Taken(String id, List<String> to, String text, String reference) {}

  private final boolean telnyx;
  private final KeyPair keys = keys();
  private final HttpServer server;
  private final List<Taken> ledger = new CopyOnWriteArrayList<>();
  private int heard;

  GroupCarrier(Vertx vertx, String name) {
    this.telnyx = name.equals("telnyx");
    this.server =
        vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  String name() {
    return telnyx ? "telnyx" : "bandwidth";
  }

  String accountId() {
    return telnyx ? "0f512bda-ae1e-4597-8e11-e5f5686b97d3" : "9900000";
  }

  Secret<String> token() {
    return Secret.of("right-token");
  }

  /// What the account is entered with beside that.
  Map<String, Secret<String>> more() {
    if (!telnyx) {
      return Map.of(
          "api_user", Secret.of("api"),
          "application_id", Secret.of(APPLICATION),
          "callback_user", Secret.of("caller"),
          "callback_password", Secret.of("callers-password"));
    }
    byte[] encoded = keys.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return Map.of("public_key", Secret.of(Base64.getEncoder().encodeToString(raw)));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /// What was taken, in order.
  List<Taken> ledger() {
    return ledger;
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              JsonObject asked = body.toJsonObject();
              Object to = asked.getValue("to");
              Taken taken =
                  new Taken(
                      "group-" + (ledger.size() + 1),
                      to instanceof JsonArray all
                          ? all.stream().map(Object::toString).toList()
                          : List.of(String.valueOf(to)),
                      asked.getString("text"),
                      asked.getString(telnyx ? "webhook_url" : "tag"));
              ledger.add(taken);
              request
                  .response()
                  .setStatusCode(telnyx ? 200 : 202)
                  .end(
                      telnyx
                          ? new JsonObject().put("data", telnyxText(taken, "", "")).encode()
                          : new JsonObject().put("id", taken.id()).encode());
            });
  }

  private JsonObject telnyxText(Taken taken, String receiver, String word) {
    JsonArray to = new JsonArray();
    taken
        .to()
        .forEach(
            number ->
                to.add(
                    new JsonObject()
                        .put("phone_number", number)
                        .put("status", number.equals(receiver) ? word : "queued")));
    return new JsonObject()
        .put("id", taken.id() + receiver)
        .put("group_message_id", taken.id())
        .put("messaging_profile_id", accountId())
        .put("to", to)
        .put("webhook_url", taken.reference())
        .put("errors", new JsonArray());
  }

  /// The call that says that the text reached one of those it is for, or did not.
  HttpRequest report(RunningGateway gateway, Taken taken, String receiver, boolean delivered) {
    return telnyx
        ? telnyxCall(
            gateway,
            "statuses",
            "message.finalized",
            telnyxText(taken, receiver, delivered ? "delivered" : "delivery_failed"))
        : bandwidthCall(
            gateway,
            "statuses",
            delivered ? "message-delivered" : "message-failed",
            receiver,
            new JsonObject()
                .put("id", taken.id())
                .put("to", new JsonArray(taken.to()))
                .put("tag", taken.reference()));
  }

  /// The call that brings what somebody of a group wrote.
  HttpRequest says(
      RunningGateway gateway, String from, String ours, List<String> others, String words) {
    JsonObject message = new JsonObject().put("id", "in-" + ++heard).put("text", words);
    if (!telnyx) {
      JsonArray to = new JsonArray().add(ours);
      others.forEach(to::add);
      return bandwidthCall(
          gateway, "messages", "message-received", ours, message.put("from", from).put("to", to));
    }
    JsonArray cc = new JsonArray();
    others.forEach(number -> cc.add(new JsonObject().put("phone_number", number)));
    return telnyxCall(
        gateway,
        "messages",
        "message.received",
        message
            .put("messaging_profile_id", accountId())
            .put("from", new JsonObject().put("phone_number", from))
            .put("to", new JsonArray().add(new JsonObject().put("phone_number", ours)))
            .put("cc", cc));
  }

  private HttpRequest telnyxCall(
      RunningGateway gateway, String hook, String type, JsonObject payload) {
    Buffer body =
        new JsonObject()
            .put(
                "data",
                new JsonObject().put("event_type", type).put("id", "e").put("payload", payload))
            .toBuffer();
    String time = Long.toString(Instant.now().getEpochSecond());
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update((time + "|").getBytes(StandardCharsets.UTF_8));
      signature.update(body.getBytes());
      return call(gateway, hook)
          .header("telnyx-timestamp", time)
          .header("telnyx-signature-ed25519", Base64.getEncoder().encodeToString(signature.sign()))
          .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest bandwidthCall(
      RunningGateway gateway, String hook, String type, String to, JsonObject message) {
    JsonArray body =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("type", type)
                    .put("to", to)
                    .put("message", message.put("applicationId", APPLICATION)));
    String proof =
        Base64.getEncoder()
            .encodeToString("caller:callers-password".getBytes(StandardCharsets.UTF_8));
    return call(gateway, hook)
        .header("authorization", "Basic " + proof)
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
        .build();
  }

  private HttpRequest.Builder call(RunningGateway gateway, String hook) {
    return gateway
        .request("/carriers/" + name() + "/" + accountId() + "/" + hook)
        .header("content-type", "application/json");
  }

  @Override
  public void close() {
    server.close().await();
  }
}
