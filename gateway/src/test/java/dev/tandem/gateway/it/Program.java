package dev.tandem.gateway.it;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A member at a program of their own: signs in with a link, speaks the realtime protocol, and
/// resumes after a cut.
final class Program implements AutoCloseable {
  static final String SDP =
      "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
          + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=fingerprint:sha-256 AB:CD\r\n";

  private static final long PATIENCE_SECONDS = 20;

  private final Demo demo;
  private final String memberId;
  private final String cookie;
  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final List<JsonObject> skipped = new ArrayList<>();
  private @Nullable WebSocket socket;
  private String session = "";
  private long seq;
  private int commands;

  private Program(Demo demo, String memberId, String cookie) {
    this.demo = demo;
    this.memberId = memberId;
    this.cookie = cookie;
  }

  /// A new member of the demo's workspace, signed in and connected.
  static Program join(Demo demo, int number) throws Exception {
    JsonObject who =
        new JsonObject()
            .put("email", "program" + number + "@example.com")
            .put("name", "Program " + number)
            .put("role", "member");
    JsonObject invited = new JsonObject(demo.post("/api/v1/members", demo.apiKey(0), who).body());
    String link = invited.getString("sign_in_link");
    JsonObject token =
        new JsonObject()
            .put("link_token", link.substring(link.indexOf('=') + 1))
            .put("password", "a long enough password " + number);
    HttpResponse<String> in =
        demo.send(
            demo.request("/api/v1/sessions", null)
                .header("Content-Type", "application/json")
                .header("Origin", origin(demo))
                .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(token.encode()))
                .build());
    if (in.statusCode() != 201) {
      throw new AssertionError("signing in answered " + in.statusCode() + ": " + in.body());
    }
    String cookie = in.headers().firstValue("set-cookie").orElseThrow();
    Program program =
        new Program(
            demo,
            invited.getJsonObject("member").getString("id"),
            cookie.substring(0, cookie.indexOf(';')));
    program.connect(null);
    return program;
  }

  private static String origin(Demo demo) {
    String url = demo.baseUrl().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  String memberId() {
    return memberId;
  }

  /// Connects again after the gateway went away; the new one does not know the session.
  void resume() throws Exception {
    frames.clear();
    connect(new JsonObject().put("session", session).put("seq", seq));
  }

  private void connect(@Nullable JsonObject resume) throws Exception {
    URI url = URI.create(origin(demo).replace("https:", "wss:") + "/api/v1/realtime");
    socket =
        demo.client()
            .newWebSocketBuilder()
            .subprotocols("tandem.v1")
            .header("Cookie", cookie)
            .header("Origin", origin(demo))
            .buildAsync(url, new Listener())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    say(new JsonObject().put("type", "hello").put("resume", resume));
    JsonObject welcome = take(frame -> "welcome".equals(frame.getString("type")));
    session = welcome.getString("session");
    seq = welcome.getLong("seq");
  }

  /// What `/relay-credentials` gives this member.
  JsonObject relayCredentials() throws Exception {
    return new JsonObject(
        demo.send(demo.request("/api/v1/relay-credentials", null).header("Cookie", cookie).build())
            .body());
  }

  /// Sends a command that must be done; what it answers.
  JsonObject does(String command, JsonObject data) throws Exception {
    String id = "p" + ++commands;
    say(
        new JsonObject()
            .put("type", "command")
            .put("id", id)
            .put("command", command)
            .put("data", data));
    JsonObject reply = take(frame -> id.equals(frame.getString("id")));
    if (!reply.getBoolean("ok")) {
      throw new AssertionError(command + " was refused: " + reply.encode());
    }
    return reply.getJsonObject("data", new JsonObject());
  }

  /// The next event of this name.
  JsonObject event(String name) throws Exception {
    return take(frame -> name.equals(frame.getString("event"))).getJsonObject("data");
  }

  private JsonObject take(Predicate<JsonObject> wanted) throws Exception {
    for (JsonObject frame : skipped) {
      if (wanted.test(frame)) {
        skipped.remove(frame);
        return frame;
      }
    }
    while (true) {
      JsonObject frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("nothing came for 20 s");
      }
      if (frame.getString("event") != null) {
        seq = frame.getLong("seq");
      }
      if (wanted.test(frame)) {
        return frame;
      }
      skipped.add(frame);
    }
  }

  private void say(JsonObject frame) throws Exception {
    WebSocket open = Objects.requireNonNull(socket);
    var _ = open.sendText(frame.encode(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(new JsonObject(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
      // The gateway was killed: the test goes on by resuming.
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
