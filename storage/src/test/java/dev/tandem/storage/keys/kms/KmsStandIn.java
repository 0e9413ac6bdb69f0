package dev.tandem.storage.keys.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.KeyWrap;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A stand-in for AWS KMS on 127.0.0.1 that speaks its protocol (`application/x-amz-json-1.1`,
/// operations `GenerateDataKey` and `Decrypt`) and misbehaves when told to. Keys live in it as they
/// do over there: what it gave out opens with the same key and encryption context only.
public final class KmsStandIn implements AutoCloseable {
  /// What it does with every call until told otherwise.
  public enum Mood {
    ANSWERS,
    /// Takes the call and says nothing.
    HANGS,
    /// Closes the connection in the middle.
    BREAKS_OFF,
    /// Answers what is no JSON of the protocol.
    BABBLES
  }

  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/";

  private final Map<String, KeyBytes> keys = new ConcurrentHashMap<>();
  private final Map<String, String> aliases = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Mood mood = Mood.ANSWERS;
  private volatile Optional<Refusal> refusal = Optional.empty();

  private record Refusal(int status, String type) {}

  private KmsStandIn(HttpServer server) {
    this.server = server;
  }

  /// Listens on `port`, or on a free one when that is 0.
  public static KmsStandIn start(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    KmsStandIn standIn = new KmsStandIn(server);
    server.createContext("/", standIn::answer);
    server.setExecutor(standIn.threads);
    server.start();
    return standIn;
  }

  /// Makes a key; answers its ARN.
  public String key(String id) {
    keys.put(ARN + id, KeyBytes.random());
    return ARN + id;
  }

  public void alias(String name, String arn) {
    aliases.put(name, arn);
  }

  /// Takes over another one's keys, as a service does that was away.
  public KmsStandIn with(KmsStandIn other) {
    keys.putAll(other.keys);
    aliases.putAll(other.aliases);
    return this;
  }

  public void mood(Mood next) {
    mood = next;
  }

  /// Answers every call with this error.
  public void refuse(int status, String type) {
    refusal = Optional.of(new Refusal(status, type));
  }

  public void relent() {
    refusal = Optional.empty();
    mood = Mood.ANSWERS;
  }

  /// The operations asked for so far.
  public List<String> calls() {
    return List.copyOf(calls);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /// Where it is, as `TANDEM_ROOT_KEY` writes it.
  public String uri(String key) {
    return "aws-kms:" + key + "?endpoint=http://127.0.0.1:" + port() + "&region=eu-central-1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      String operation = target.replace("TrentService.", "");
      calls.add(operation);
      switch (mood) {
        case ANSWERS -> {
          Answer answer = answer(operation, new JsonObject(body));
          send(exchange, answer.status(), answer.body().encode());
        }
        case HANGS -> hang();
        case BREAKS_OFF -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
        }
        case BABBLES -> send(exchange, 200, "<html>Welcome to this network</html>");
      }
    }
  }

  private void hang() {
    try {
      boolean over = closing.await(1, TimeUnit.MINUTES);
      if (!over) {
        throw new IOException("nobody waits that long");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private record Answer(int status, JsonObject body) {
    static Answer error(int status, String type) {
      return new Answer(
          status, new JsonObject().put("__type", type).put("message", "the stand-in says so"));
    }
  }

  private Answer answer(String operation, JsonObject body) {
    if (refusal.isPresent()) {
      return Answer.error(refusal.get().status(), refusal.get().type());
    }
    String named = body.getString("KeyId", "");
    String arn = aliases.getOrDefault(named, named);
    KeyBytes key = keys.get(arn);
    if (key == null) {
      return Answer.error(400, "NotFoundException");
    }
    String context =
        new TreeMap<>(body.getJsonObject("EncryptionContext", new JsonObject()).getMap())
            .toString();
    return switch (operation) {
      case "GenerateDataKey" -> generate(arn, key, context);
      case "Decrypt" ->
          decrypt(arn, key, context, Base64.getDecoder().decode(body.getString("CiphertextBlob")));
      default -> Answer.error(400, "UnsupportedOperationException");
    };
  }

  private static Answer generate(String arn, KeyBytes key, String context) {
    KeyBytes made = KeyBytes.random();
    byte[] name = (arn + "|").getBytes(StandardCharsets.US_ASCII);
    byte[] wrapped = KeyWrap.wrap(key, made, context);
    byte[] blob = new byte[name.length + wrapped.length];
    System.arraycopy(name, 0, blob, 0, name.length);
    System.arraycopy(wrapped, 0, blob, name.length, wrapped.length);
    return new Answer(
        200,
        new JsonObject()
            .put("KeyId", arn)
            .put("Plaintext", plain(made))
            .put("CiphertextBlob", Base64.getEncoder().encodeToString(blob)));
  }

  private static Answer decrypt(String arn, KeyBytes key, String context, byte[] blob) {
    String text = new String(blob, StandardCharsets.ISO_8859_1);
    int bar = text.indexOf('|');
    if (bar < 0) {
      return Answer.error(400, "InvalidCiphertextException");
    }
    if (!text.substring(0, bar).equals(arn)) {
      return Answer.error(400, "IncorrectKeyException");
    }
    byte[] wrapped = text.substring(bar + 1).getBytes(StandardCharsets.ISO_8859_1);
    try {
      return new Answer(
          200,
          new JsonObject()
              .put("KeyId", arn)
              .put("Plaintext", plain(KeyWrap.unwrap(key, wrapped, context))));
    } catch (SealBroken e) {
      return Answer.error(400, "InvalidCiphertextException");
    }
  }

  private static String plain(KeyBytes key) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(key.asText().reveal()));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
