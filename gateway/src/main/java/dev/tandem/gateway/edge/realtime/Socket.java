package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One WebSocket: limits and parses what comes on its own event loop, and hands it to the owner in
/// order.
final class Socket implements Outlet {
  /// A browser closes with it when its page is left (RFC 6455 section 7.4.1); a script cannot send
  /// it.
  private static final short GOING_AWAY = 1001;

  private final Context loop;
  private final ServerWebSocket webSocket;
  private final Endpoint endpoint;
  private final Owner owner;
  private final RealtimeHub hub;
  private final CallGate gate;
  private final RealtimeLimits limits;
  private final TokenBucket frames;
  private final TokenBucket commands;
  private boolean greeted;

  /// Set and read on the owner only.
  private @Nullable Session session;

  /// @param loop the event loop of `webSocket`
  Socket(
      Context loop,
      ServerWebSocket webSocket,
      Endpoint endpoint,
      Owner owner,
      RealtimeHub hub,
      CallGate gate,
      RealtimeLimits limits) {
    this.loop = loop;
    this.webSocket = webSocket;
    this.endpoint = endpoint;
    this.owner = owner;
    this.hub = hub;
    this.gate = gate;
    this.limits = limits;
    long now = System.nanoTime();
    frames = new TokenBucket(limits.frameBurst(), limits.framesPerSecond(), now);
    commands = new TokenBucket(limits.commandBurst(), limits.commandsPerSecond(), now);
  }

  void open(Vertx vertx) {
    webSocket.setWriteQueueMaxSize(limits.queueBytes());
    webSocket.textMessageHandler(this::text);
    webSocket.binaryMessageHandler(
        bytes -> close(CloseCode.MALFORMED, "Send text frames, not binary ones."));
    webSocket.exceptionHandler(
        failure -> close(CloseCode.TOO_LARGE, "Send smaller frames of valid UTF-8."));
    long timer =
        vertx.setTimer(
            limits.hello().toMillis(),
            id -> {
              if (!greeted) {
                close(CloseCode.MALFORMED, "Send hello first, and soon.");
              }
            });
    webSocket.closeHandler(
        ended -> {
          boolean _ = vertx.cancelTimer(timer);
          Short code = webSocket.closeStatusCode();
          boolean away = code != null && code == GOING_AWAY;
          owner.run(() -> closed(away));
        });
  }

  private void text(String text) {
    if (webSocket.isClosed()) {
      return;
    }
    if (text.length() > limits.frameBytes()
        || text.getBytes(StandardCharsets.UTF_8).length > limits.frameBytes()) {
      close(CloseCode.TOO_LARGE);
    } else if (!frames.take(System.nanoTime())) {
      close(CloseCode.TOO_FAST);
    } else {
      parse(text);
    }
  }

  private void parse(String text) {
    try {
      ClientFrame frame = FrameParser.parse(text);
      boolean hello = frame instanceof ClientFrame.Hello;
      if (hello == greeted) {
        throw new MalformedFrame("hello comes first, and once");
      }
      greeted = true;
      take(frame);
    } catch (MalformedFrame malformed) {
      close(CloseCode.MALFORMED, malformed.advice());
    }
  }

  private void take(ClientFrame frame) {
    switch (frame) {
      case ClientFrame.Hello hello ->
          owner.run(() -> session = hub.hello(this, endpoint, hello.resume()));
      case ClientFrame.Ack ack -> with(known -> known.log.acknowledge(ack.seq()));
      case ClientFrame.Beat beat -> with(known -> {});
      case ClientFrame.Misput misput -> {
        Problem problem = CallEvents.field(misput.field(), misput.advice());
        with(known -> known.send(Frames.refused(misput.id(), problem)));
      }
      case ClientFrame.Ordered ordered -> {
        if (commands.take(System.nanoTime())) {
          with(known -> gate.order(known, ordered));
        } else {
          Problem problem =
              Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Wait a second, then try again.");
          with(known -> known.send(Frames.refused(ordered.id(), problem)));
        }
      }
    }
  }

  /// Does `work` on the owner if this is still the socket of its session.
  private void with(Consumer<Session> work) {
    owner.run(
        () -> {
          Session known = session;
          if (known != null && known.outlet == this) {
            hub.heard(known, this);
            work.accept(known);
          }
        });
  }

  private void closed(boolean away) {
    Session known = session;
    if (known != null) {
      hub.closed(known, this, away);
    }
  }

  /// Writes on the socket's own loop: what is written from another one can stay in Vert.x's queue
  /// when many frames come at once.
  @Override
  public void send(String frame) {
    loop.runOnContext(ignored -> write(frame));
  }

  private void write(String frame) {
    if (webSocket.isClosed()) {
      return;
    }
    if (webSocket.writeQueueFull()) {
      close(CloseCode.SILENT, "This device reads too slowly: reconnect and resume.");
      return;
    }
    webSocket.writeTextMessage(frame);
  }

  @Override
  public void close(CloseCode code, String reason) {
    loop.runOnContext(
        ignored -> {
          if (!webSocket.isClosed()) {
            webSocket.close(code.code(), reason);
          }
        });
  }
}
