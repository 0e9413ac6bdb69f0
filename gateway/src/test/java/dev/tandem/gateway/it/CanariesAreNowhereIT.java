package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what people say, write and are called is nowhere on the disk in the clear: not in tables,
/// indexes, the write-ahead log or a log file.
///
/// Method: 200 strings that occur nowhere else are sent through every way in (texts out and in,
/// contact names, members' names and e-mails, their passwords, refused input); the program is
/// stopped, and every byte of the data directory and of what it printed is searched for each of
/// them, as UTF-8 and as UTF-16.
final class CanariesAreNowhereIT {
  private static final int EACH = 45;

  /// Signing in is slowed down after some attempts from one address.
  private static final int PASSWORDS = 10;

  private final List<String> canaries = new ArrayList<>();

  @Test
  void nothingThatWasSaidIsOnTheDisk(@TempDir Path directory) throws Exception {
    try (Demo demo = Demo.start(directory, Map.of())) {
      for (int i = 0; i < EACH; i++) {
        textOut(demo, i);
        textIn(demo, i);
        contact(demo, i);
        JsonObject invitation = member(demo, i);
        if (i < PASSWORDS) {
          password(demo, i, invitation.getString("sign_in_link"));
          refused(demo, i);
        }
      }
      assertEquals(4 * EACH + 2 * PASSWORDS, canaries.size());
      awaitDelivered(demo);
    }
    assertEquals(List.of(), found(directory));
  }

  private String canary(String kind, int index) {
    String canary = "canary-" + kind + "-" + Long.toHexString(0x5eed_0000L + index * 7919L) + "-q";
    canaries.add(canary);
    return canary;
  }

  private void textOut(Demo demo, int i) throws Exception {
    HttpResponse<String> answer =
        demo.post(
            "/api/v1/messages",
            demo.apiKey(0),
            new JsonObject()
                .put("from", demo.number(0))
                .put("to", new JsonArray().add("+1202555%04d".formatted(100 + i % 50)))
                .put("text", canary("out", i)));
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private void textIn(Demo demo, int i) throws Exception {
    Webhook webhook =
        new Webhook(
            "SM%032x".formatted(0xc0ffee00L + i),
            "+1202555%04d".formatted(100 + i % 50),
            demo.number(0),
            canary("in", i));
    assertEquals(200, webhook.deliver(demo).statusCode());
  }

  private void contact(Demo demo, int i) throws Exception {
    HttpResponse<String> answer =
        demo.post(
            "/api/v1/contacts",
            demo.apiKey(0),
            new JsonObject()
                .put("name", canary("contact", i))
                .put("numbers", new JsonArray().add("+1202555%04d".formatted(100 + i))));
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private JsonObject member(Demo demo, int i) throws Exception {
    String name = canary("member", i);
    HttpResponse<String> answer =
        demo.post(
            "/api/v1/members",
            demo.apiKey(0),
            new JsonObject()
                .put("email", name + "@example.test")
                .put("name", name)
                .put("role", "member"));
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private void password(Demo demo, int i, String link) throws Exception {
    HttpResponse<String> signedIn =
        signIn(
            demo,
            new JsonObject()
                .put("link_token", link.substring(link.indexOf("#link=") + "#link=".length()))
                .put("password", canary("password", i)));
    assertEquals(201, signedIn.statusCode(), signedIn.body());
  }

  /// Input that is refused must not be kept either, least of all in a log.
  private void refused(Demo demo, int i) throws Exception {
    String secret = canary("refused", i);
    HttpResponse<String> answer =
        signIn(
            demo, new JsonObject().put("email", secret + "@example.test").put("password", secret));
    assertEquals(401, answer.statusCode(), answer.body());
  }

  private static HttpResponse<String> signIn(Demo demo, JsonObject body) throws Exception {
    return demo.send(
        demo.request("/api/v1/sessions", null)
            .header("Origin", demo.baseUrl().toString())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", java.util.UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  private static void awaitDelivered(Demo demo) throws Exception {
    long until = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < until) {
      boolean open = false;
      for (JsonObject conversation : demo.list("/api/v1/conversations?limit=100", 0)) {
        String state = conversation.getJsonObject("last_message").getString("state");
        open |= List.of("queued", "sending").contains(state);
      }
      if (!open) {
        return;
      }
      demo.stayUp(Duration.ofMillis(200));
    }
  }

  /// Each find as "file: canary".
  private List<String> found(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertTrue(
        files.stream().anyMatch(file -> file.toString().contains("pg_wal")),
        "the write-ahead log is among what is searched");
    List<String> finds = new ArrayList<>();
    for (Path file : files) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String mark = asStored("canary-", charset);
        if (content.contains(mark)) {
          canaries.stream()
              .filter(canary -> content.contains(asStored(canary, charset)))
              .map(canary -> directory.relativize(file) + ": " + canary)
              .forEach(finds::add);
        }
      }
    }
    return finds;
  }

  private static String asStored(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
