package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Endpoint;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A device: speaks the realtime protocol over a real socket and remembers the events it got.
final class TestPhone {
  static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
          + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 AB:CD\r\n";

  private static final long PATIENCE_SECONDS = 15;
  private static final WebSocketClient CLIENT =
      RealtimeHouse.vertx()
          .createWebSocketClient(
              new WebSocketClientOptions()
                  .setReceiveBufferSize(64 * 1024)
                  .setMaxFrameSize(1 << 20)
                  .setMaxMessageSize(1 << 20)
                  .setMaxConnections(10_000));

  final Endpoint endpoint;
  private int port;
  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> skipped = new ArrayList<>();
  private CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;
  private String session = "";
  private long lastSeq;
  private int commands;

  TestPhone(int port, Endpoint endpoint) {
    this.port = port;
    this.endpoint = endpoint;
  }

  /// From now on it connects there.
  void moveTo(int other) {
    port = other;
  }

  void connect() {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/api/v1/realtime")
            .addSubProtocol(RealtimeEdge.SUBPROTOCOL)
            .addHeader("Authorization", "Bearer " + RealtimeHouse.token(endpoint));
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    closed = ended;
    frames.clear();
    WebSocket opened =
        RealtimeHouse.await(
            CLIENT
                .connect(options)
                .onSuccess(
                    webSocket -> {
                      webSocket.textMessageHandler(text -> frames.add(new JsonObject(text)));
                      webSocket.closeHandler(
                          done -> {
                            Short code = webSocket.closeStatusCode();
                            ended.complete(code == null ? 1006 : code.intValue());
                          });
                    }));
    assertEquals(RealtimeEdge.SUBPROTOCOL, opened.subProtocol());
    socket = opened;
  }

  /// Begins a new session.
  JsonObject hello() {
    return hello(new JsonObject().put("type", "hello").putNull("resume"));
  }

  /// Goes on after what it got.
  JsonObject resume() {
    JsonObject resume = new JsonObject().put("session", session).put("seq", lastSeq);
    return hello(new JsonObject().put("type", "hello").put("resume", resume));
  }

  private JsonObject hello(JsonObject frame) {
    send(frame.encode());
    JsonObject welcome = take(each -> "welcome".equals(each.getString("type")));
    session = welcome.getString("session");
    lastSeq = welcome.getLong("seq");
    return welcome;
  }

  void send(String text) {
    var _ = socket().writeTextMessage(text);
  }

  WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new AssertionError("connect first");
    }
    return open;
  }

  /// Breaks the connection without a word.
  void cut() {
    var _ = ((WebSocketInternal) socket()).channelHandlerContext().channel().close();
    int _ = closeCode();
  }

  /// The close code of the socket, waited for; 1006 for a cut.
  int closeCode() {
    try {
      return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError("the socket was not closed", failure);
    }
  }

  void ack() {
    send(new JsonObject().put("type", "ack").put("seq", lastSeq).encode());
  }

  // ---- commands ----

  /// Sends a command and waits for its reply.
  JsonObject command(String name, JsonObject data) {
    return command("c" + ++commands, name, data);
  }

  JsonObject command(String id, String name, JsonObject data) {
    order(id, name, data);
    return take(
        frame -> "reply".equals(frame.getString("type")) && id.equals(frame.getString("id")));
  }

  void order(String id, String name, JsonObject data) {
    send(
        new JsonObject()
            .put("type", "command")
            .put("id", id)
            .put("command", name)
            .put("data", data)
            .encode());
  }

  /// Sends a command that must be done.
  JsonObject does(String name, JsonObject data) {
    JsonObject reply = command(name, data);
    assertTrue(reply.getBoolean("ok"), reply.encode());
    return reply.getJsonObject("data");
  }

  /// Sends a command that must be refused; the problem's code.
  String refused(String name, JsonObject data) {
    JsonObject reply = command(name, data);
    assertEquals(false, reply.getBoolean("ok"), reply.encode());
    return reply.getJsonObject("problem").getString("code");
  }

  /// Calls `callee`; the id of the call.
  String call(Endpoint callee) {
    return does(
            "call.start",
            new JsonObject()
                .put("to_member_id", callee.party().member().toString())
                .put("sdp", SDP))
        .getString("call_id");
  }

  /// Waits for a reply, whichever command it is for, that refuses with `code`.
  void awaitRefusal(String code) {
    JsonObject _ =
        take(
            frame ->
                frame.getJsonObject("problem") != null
                    && code.equals(frame.getJsonObject("problem").getString("code")));
  }

  // ---- what comes ----

  /// The next event of this name; others that come before it stay to be asked for.
  JsonObject event(String name) {
    return take(frame -> name.equals(frame.getString("event"))).getJsonObject("data");
  }

  private JsonObject take(Predicate<JsonObject> wanted) {
    for (JsonObject frame : skipped) {
      if (wanted.test(frame)) {
        skipped.remove(frame);
        return frame;
      }
    }
    while (true) {
      JsonObject frame = poll();
      if (wanted.test(frame)) {
        return frame;
      }
      skipped.add(frame);
    }
  }

  private JsonObject poll() {
    while (true) {
      JsonObject frame;
      try {
        frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException stopped) {
        throw new AssertionError(stopped);
      }
      assertNotNull(frame, () -> "nothing came after " + skipped.size() + " others");
      if ("event".equals(frame.getString("type"))) {
        assertEquals(lastSeq + 1, frame.getLong("seq"), "events come without gap or repeat");
        lastSeq = frame.getLong("seq");
      }
      if (!"beat".equals(frame.getString("type"))) {
        return frame;
      }
    }
  }

  long lastSeq() {
    return lastSeq;
  }
}
