package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.call.Endpoint;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// A window whose connections may break anywhere, the handshake included. It resumes each time and
/// keeps what it was told, once.
final class CutWindow {
  private static final long PATIENCE_SECONDS = 15;
  private static final JsonObject CUT = new JsonObject().put("type", "cut");

  private final WebSocketClient client = RealtimeHouse.vertx().createWebSocketClient();
  private final int port;
  private final Endpoint endpoint;
  private final List<JsonObject> events = new ArrayList<>();
  private String session = "";
  private long seq;
  private int cuts;

  CutWindow(int port, Endpoint endpoint) {
    this.port = port;
    this.endpoint = endpoint;
  }

  /// Everything it was told, in order.
  List<JsonObject> events() {
    return events;
  }

  /// Connections that broke.
  int cuts() {
    return cuts;
  }

  /// One connection: connects, says hello, then `says`, and takes what comes until `enough` says so
  /// of a frame, or the connection breaks. Acknowledges every other event. False when it broke.
  boolean connection(List<String> says, Predicate<JsonObject> enough) throws InterruptedException {
    BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/api/v1/realtime")
            .addSubProtocol(RealtimeEdge.SUBPROTOCOL)
            .addHeader("Authorization", "Bearer " + RealtimeHouse.token(endpoint));
    JsonObject resume =
        session.isEmpty() ? null : new JsonObject().put("session", session).put("seq", seq);
    String hello = new JsonObject().put("type", "hello").put("resume", resume).encode();
    AtomicReference<WebSocket> open = new AtomicReference<>();
    client
        .connect(options)
        .onFailure(_ -> frames.add(CUT))
        .onSuccess(
            socket -> {
              open.set(socket);
              socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
              socket.closeHandler(_ -> frames.add(CUT));
              var _ = socket.writeTextMessage(hello);
              says.forEach(socket::writeTextMessage);
            });
    while (true) {
      JsonObject frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing came for a while, behind event " + seq);
      }
      if (frame.equals(CUT)) {
        cuts++;
        return false;
      }
      take(frame);
      if (frame.getString("event") != null && seq % 2 == 0) {
        var _ = open.get().writeTextMessage(ack(seq));
      }
      if (enough.test(frame)) {
        return true;
      }
    }
  }

  private static String ack(long number) {
    return new JsonObject().put("type", "ack").put("seq", number).encode();
  }

  private void take(JsonObject frame) {
    switch (frame.getString("type")) {
      case "welcome" -> {
        if (!session.isEmpty()) {
          assertTrue(frame.getBoolean("resumed"), "the session goes on");
          assertEquals(seq, frame.getLong("seq"));
        }
        session = frame.getString("session");
      }
      case "event" -> {
        assertEquals(seq + 1, frame.getLong("seq"), "events come without gap or repeat");
        seq++;
        events.add(frame);
      }
      default -> {
        // Beats and replies have no number.
      }
    }
  }
}
