package dev.tandem.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// As much of AWS KMS as a gateway needs to start: it remembers what it gave out. It can be
/// switched off, when nobody answers on its port, and on again.
final class SmallKms implements AutoCloseable {
  static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/one";

  private final Map<String, JsonObject> given = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private Optional<HttpServer> server = Optional.empty();
  private int port;

  SmallKms() throws IOException {
    on();
  }

  void on() throws IOException {
    HttpServer fresh =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    fresh.createContext("/", this::answer);
    fresh.start();
    port = fresh.getAddress().getPort();
    server = Optional.of(fresh);
  }

  void off() {
    server.ifPresent(running -> running.stop(0));
    server = Optional.empty();
  }

  /// As `TANDEM_ROOT_KEY` writes it.
  String uri() {
    return "aws-kms:" + KEY + "?endpoint=http://127.0.0.1:" + port;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonObject body =
          new JsonObject(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      boolean generate =
          String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
              .endsWith(".GenerateDataKey");
      JsonObject answer = generate ? generate(body) : decrypt(body);
      byte[] bytes = answer.encode().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.containsKey("__type") ? 400 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonObject generate(JsonObject body) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    String blob =
        Base64.getEncoder()
            .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    JsonObject made =
        new JsonObject()
            .put("KeyId", KEY)
            .put("Plaintext", Base64.getEncoder().encodeToString(key))
            .put("CiphertextBlob", blob);
    given.put(blob + body.getJsonObject("EncryptionContext").encode(), made);
    return made;
  }

  private JsonObject decrypt(JsonObject body) {
    JsonObject made =
        given.get(
            body.getString("CiphertextBlob") + body.getJsonObject("EncryptionContext").encode());
    return made == null
        ? new JsonObject().put("__type", "InvalidCiphertextException")
        : new JsonObject().put("KeyId", KEY).put("Plaintext", made.getString("Plaintext"));
  }

  @Override
  public void close() {
    off();
  }
}
