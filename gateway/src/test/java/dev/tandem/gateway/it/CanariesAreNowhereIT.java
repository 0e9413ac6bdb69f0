package dev.tandem.gateway.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what people say, write and are called is nowhere on the disk in the clear: not in tables,
/// indexes, the write-ahead log, a dump or a log file.
///
/// Method: 10,000 strings that occur nowhere else go through every way in that a client of the
/// packaged program has: texts out and in, contacts by REST, vCard, CSV and CardDAV with all their
/// fields, notes and pictures, members, passwords, credentials' names, numbers, carrier accounts,
/// what is searched for, what is refused. Every table is copied; the program is stopped; then every
/// byte of the data directory, of the copies and of what it printed is searched. Voicemail's sound
/// comes in by a call alone: `CanariesAreNowhereTest` of storage has that.
final class CanariesAreNowhereIT {
  private static final int EACH = 40;
  private static final int ROWS = 1_250;
  private static final int CARDS = 300;

  /// Signing in is slowed down after some attempts from one address.
  private static final int PASSWORDS = 10;

  /// A member has at most 20 app passwords.
  private static final int APP_PASSWORDS = 15;

  private final Canaries canaries = new Canaries();

  @Test
  void nothingThatWasSaidIsOnTheDisk(@TempDir Path directory) throws Exception {
    canaries.proveTheSearch(Files.createDirectory(directory.resolve("proof")));
    try (Demo demo = Demo.start(directory, Map.of())) {
      everyWayIn(demo);
      assertTrue(canaries.made() >= 10_000, "canaries: " + canaries.made());
      awaitDelivered(demo);
      assertTrue(CopiedTables.write(demo.data(), directory.resolve("copies")) >= 25);
    }
    try (Stream<Path> walk = Files.walk(directory)) {
      assertTrue(
          walk.anyMatch(file -> file.toString().contains("pg_wal")), "the write-ahead log too");
    }
    assertEquals(List.of(), Canaries.in(directory));
  }

  private void everyWayIn(Demo demo) throws Exception {
    csv(demo);
    vcards(demo);
    for (int i = 0; i < EACH; i++) {
      textOut(demo, i);
      textIn(demo, i);
      contact(demo, i);
      JsonObject invitation = member(demo);
      if (i < PASSWORDS) {
        password(demo, invitation.getString("sign_in_link"));
        refused(demo);
        numberAndAccount(demo, i);
      }
      searched(demo);
    }
    credentials(demo);
  }

  private static JsonObject made(HttpResponse<String> answer) {
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private void csv(Demo demo) throws Exception {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    "%s,%s,%s,%s,+1206555%04d,%s@example.test"
                        .formatted(
                            canaries.next(),
                            canaries.next(),
                            canaries.next(),
                            canaries.next(),
                            i,
                            canaries.next()))
            .collect(Collectors.joining("\r\n"));
    file(demo, "text/csv", "Name,Company,Notes,Favourite tea,Mobile,E-mail\r\n" + rows, "preview");
    file(demo, "text/csv", "Name,Company,Notes,Favourite tea,Mobile,E-mail\r\n" + rows, "take");
  }

  private void vcards(Demo demo) throws Exception {
    String cards =
        IntStream.range(0, CARDS)
            .mapToObj(i -> card(canaries.next()))
            .collect(Collectors.joining());
    file(demo, "text/vcard", cards, "take");
  }

  private String card(String uid) {
    return """
    BEGIN:VCARD
    VERSION:3.0
    UID:%s
    FN:%s
    ORG:%s
    NOTE:%s
    X-ONLY-THE-PHONE-KNOWS:%s
    END:VCARD
    """
        .formatted(uid, canaries.next(), canaries.next(), canaries.next(), canaries.next())
        .replace("\n", "\r\n");
  }

  private static void file(Demo demo, String type, String content, String what) throws Exception {
    HttpResponse<String> answer =
        demo.send(
            demo.request(
                    "/api/v1/contacts/import?preview=" + what.equals("preview"), demo.apiKey(0))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(content))
                .build());
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(0, new JsonObject(answer.body()).getInteger("refused"), answer.body());
  }

  private void textOut(Demo demo, int i) throws Exception {
    made(
        demo.post(
            "/api/v1/messages",
            demo.apiKey(0),
            new JsonObject()
                .put("from", demo.number(0))
                .put("to", new JsonArray().add("+1202555%04d".formatted(100 + i)))
                .put("text", canaries.next(15))));
  }

  private void textIn(Demo demo, int i) throws Exception {
    Webhook webhook =
        new Webhook(
            "SM%032x".formatted(0xc0ffee00L + i),
            "+1202555%04d".formatted(100 + i),
            demo.number(0),
            canaries.next(15));
    assertEquals(200, webhook.deliver(demo).statusCode());
  }

  /// A contact with all kinds of fields, changed once, with a picture.
  private void contact(Demo demo, int i) throws Exception {
    JsonObject contact =
        made(
            demo.post(
                "/api/v1/contacts",
                demo.apiKey(0),
                new JsonObject()
                    .put("name", canaries.next())
                    .put("numbers", new JsonArray().add("+1207555%04d".formatted(i)))
                    .put("organisation", canaries.next())
                    .put("nickname", canaries.next())
                    .put("notes", canaries.next(5))
                    .put(
                        "custom",
                        new JsonArray()
                            .add(
                                new JsonObject()
                                    .put("label", canaries.next())
                                    .put("value", canaries.next())))));
    String path = "/api/v1/contacts/" + contact.getString("id");
    HttpResponse<String> changed =
        demo.send(
            demo.request(path, demo.apiKey(0))
                .header("Content-Type", "application/json")
                .method(
                    "PATCH",
                    HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("name", canaries.next()).encode()))
                .build());
    assertEquals(200, changed.statusCode(), changed.body());
    byte[] picture = ("\u00ff\u00d8\u00ff" + canaries.next(10)).getBytes(ISO_8859_1);
    HttpResponse<String> pictured =
        demo.send(
            demo.request(path + "/photo", demo.apiKey(0))
                .header("Content-Type", "image/jpeg")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(picture))
                .build());
    assertEquals(200, pictured.statusCode(), pictured.body());
  }

  private JsonObject member(Demo demo) throws Exception {
    return made(
        demo.post(
            "/api/v1/members",
            demo.apiKey(0),
            new JsonObject()
                .put("email", canaries.next() + "@example.test")
                .put("name", canaries.next())
                .put("role", "member")));
  }

  private void password(Demo demo, String link) throws Exception {
    HttpResponse<String> signedIn =
        signIn(
            demo,
            new JsonObject()
                .put("link_token", link.substring(link.indexOf("#link=") + "#link=".length()))
                .put("password", canaries.next()));
    assertEquals(201, signedIn.statusCode(), signedIn.body());
  }

  /// Input that is refused must not be kept either, least of all in a log.
  private void refused(Demo demo) throws Exception {
    HttpResponse<String> answer =
        signIn(
            demo,
            new JsonObject()
                .put("email", canaries.next() + "@example.test")
                .put("password", canaries.next()));
    assertEquals(401, answer.statusCode(), answer.body());
    HttpResponse<String> unknown =
        demo.post(
            "/api/v1/contacts",
            demo.apiKey(0),
            new JsonObject().put(canaries.next(), canaries.next()));
    assertEquals(422, unknown.statusCode(), unknown.body());
  }

  private static HttpResponse<String> signIn(Demo demo, JsonObject body) throws Exception {
    return demo.send(
        demo.request("/api/v1/sessions", null)
            .header("Origin", demo.baseUrl().toString())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  private void numberAndAccount(Demo demo, int i) throws Exception {
    made(
        demo.post(
            "/api/v1/carrier-accounts",
            demo.apiKey(0),
            new JsonObject()
                .put("carrier", "twilio")
                .put("account_id", "AC%032x".formatted(0xabcL + i))
                .put("auth_token", canaries.next())));
    made(
        demo.post(
            "/api/v1/numbers",
            demo.apiKey(0),
            new JsonObject()
                .put("e164", "+1208555%04d".formatted(i))
                .put("name", canaries.next())));
  }

  private void searched(Demo demo) throws Exception {
    HttpResponse<String> answer = demo.get("/api/v1/search?q=" + canaries.next(), demo.apiKey(0));
    assertEquals(200, answer.statusCode(), answer.body());
  }

  /// Names of API keys and app passwords; with each app password a phone writes a card.
  private void credentials(Demo demo) throws Exception {
    for (int i = 0; i < APP_PASSWORDS; i++) {
      made(
          demo.post(
              "/api/v1/api-keys", demo.apiKey(0), new JsonObject().put("name", canaries.next())));
      JsonObject phone =
          made(
              demo.post(
                  "/api/v1/app-passwords",
                  demo.apiKey(0),
                  new JsonObject().put("name", canaries.next())));
      for (int card = 0; card < 4; card++) {
        put(demo, phone.getString("password"));
      }
    }
  }

  private void put(Demo demo, String password) throws Exception {
    String login = demo.member(0).getString("email") + ":" + password;
    String workspace =
        new JsonObject(demo.get("/api/v1/me", demo.apiKey(0)).body())
            .getJsonObject("workspace")
            .getString("id");
    HttpResponse<String> answer =
        demo.send(
            demo.request(
                    "/dav/addressbooks/" + workspace + "/contacts/" + canaries.next() + ".vcf",
                    null)
                .header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)))
                .header("Content-Type", "text/vcard")
                .PUT(HttpRequest.BodyPublishers.ofString(card(canaries.next())))
                .build());
    assertEquals(201, answer.statusCode(), answer.body());
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
}
