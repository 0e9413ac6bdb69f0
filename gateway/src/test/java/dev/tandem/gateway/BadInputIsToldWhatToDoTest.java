package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.tls.TlsClients;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Devices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever is wrong with a request, the client is told in `problem+json` with a code of the
/// closed list, what to do, and no value that it sent; one-time links work once; guessing passwords
/// is slow.
///
/// Method: a whole gateway with real storage.
final class BadInputIsToldWhatToDoTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void bodiesThatCannotBeRead() throws Exception {
    told("{\"name\": \"canary", ProblemCode.MALFORMED_JSON);
    told("[]", ProblemCode.MALFORMED_JSON);
    told("{\"name\": \"canary\", \"name\": \"b\"}", ProblemCode.MALFORMED_JSON);
    told("{\"name\": " + "[".repeat(40) + "]".repeat(40) + "}", ProblemCode.MALFORMED_JSON);
    told("{\"name\": \"" + "canary".repeat(6_000) + "\"}", ProblemCode.MALFORMED_JSON);
    told("{\"name\": \"" + "canary".repeat(20_000) + "\"}", ProblemCode.BODY_TOO_LARGE);
    told("{\"colour\": \"canary\"}", ProblemCode.INVALID_FIELDS);
    told("{\"name\": 3}", ProblemCode.INVALID_FIELDS);
    told("{\"name\": \"a\", \"numbers\": [\"canary\"]}", ProblemCode.INVALID_FIELDS);
  }

  private static void told(String body, ProblemCode code) throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/api/v1/contacts")
                .header("authorization", "Bearer " + owner)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    problem(answer, code);
    assertFalse(answer.body().contains("canary"), answer.body());
  }

  private static JsonObject problem(HttpResponse<String> answer, ProblemCode code) {
    assertEquals(code.status(), answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("content-type").orElse(""));
    JsonObject problem = new JsonObject(answer.body());
    assertEquals(code.word(), problem.getString("code"));
    assertFalse(problem.getString("detail").isBlank());
    boolean known =
        Arrays.stream(ProblemCode.values())
            .anyMatch(one -> one.word().equals(problem.getString("code")));
    assertTrue(known);
    return problem;
  }

  @Test
  void addressesMethodsCursorsAndTypes() throws Exception {
    JsonObject none = new JsonObject();
    problem(gateway.call("GET", "/nothing", owner, none), ProblemCode.NOT_FOUND);
    problem(gateway.call("DELETE", "/me", owner, none), ProblemCode.METHOD_NOT_ALLOWED);
    problem(gateway.call("GET", "/calls?cursor=x", owner, none), ProblemCode.MALFORMED_CURSOR);
    problem(gateway.call("GET", "/calls?limit=101", owner, none), ProblemCode.INVALID_FIELDS);
    problem(gateway.call("GET", "/calls/not-an-id", owner, none), ProblemCode.NOT_FOUND);
    problem(
        gateway.send(
            gateway
                .request("/api/v1/contacts")
                .header("authorization", "Bearer " + owner)
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build()),
        ProblemCode.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void aRepeatUnderOneKeyMakesOneThing() throws Exception {
    JsonObject contact = new JsonObject().put("name", "Once").put("numbers", new JsonArray());
    String first = keyed("key-0001", contact).body();
    assertEquals(first, keyed("key-0001", contact).body());
    problem(
        keyed("key-0001", contact.copy().put("name", "Other")), ProblemCode.IDEMPOTENCY_CONFLICT);
    problem(keyed("short", contact), ProblemCode.INVALID_FIELDS);
  }

  private static HttpResponse<String> keyed(String key, JsonObject body) throws Exception {
    return gateway.send(
        gateway
            .request("/api/v1/contacts")
            .header("authorization", "Bearer " + owner)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  @Test
  void sessionsThatOpenNothing() throws Exception {
    WorkspaceId workspace = gateway.demo().workspace();
    UUID ada = gateway.demo().people().getFirst().member().id();
    JsonObject none = new JsonObject();
    String expired = gateway.expiredSession(workspace, ada);
    says("Sign in", gateway.browser("GET", "/me", expired, none), ProblemCode.UNAUTHENTICATED);
    String live = gateway.session(workspace, ada, false);
    JsonObject me = new JsonObject(gateway.browser("GET", "/me", live, none).body());
    UUID device = UUID.fromString(me.getJsonObject("device").getString("id"));
    boolean revoked =
        gateway.storage().inWorkspace(workspace, tx -> new Devices().revoke(tx, device));
    assertTrue(revoked);
    says("Sign in", gateway.browser("GET", "/me", live, none), ProblemCode.UNAUTHENTICATED);
    String forged = "A".repeat(43);
    says("Sign in", gateway.browser("GET", "/me", forged, none), ProblemCode.UNAUTHENTICATED);
  }

  @Test
  void aCookieFromNoPageOfOursChangesNothing() throws Exception {
    WorkspaceId workspace = gateway.demo().workspace();
    UUID ada = gateway.demo().people().getFirst().member().id();
    String live = gateway.session(workspace, ada, false);
    for (String origin : List.of("", "null", "https://evil.test", "https://localhost")) {
      HttpRequest.Builder post =
          gateway
              .request("/api/v1/contacts")
              .header("cookie", "__Host-tandem=" + live)
              .header("content-type", "application/json");
      if (!origin.isEmpty()) {
        post.header("origin", origin);
      }
      HttpResponse<String> answer =
          gateway.send(
              post.POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Planted\"}")).build());
      says("Open " + gateway.gateway().origin(), answer, ProblemCode.FOREIGN_ORIGIN);
    }
    String contacts = gateway.call("GET", "/contacts", owner, new JsonObject()).body();
    assertFalse(contacts.contains("Planted"), "nothing was made");
  }

  @Test
  void anotherHostIsNotAnswered() throws Exception {
    int port = gateway.config().https().port();
    try (SSLSocket socket = TlsClients.connect(data.resolve("tls/ca.pem"), port)) {
      String raw = "GET /api/v1/me HTTP/1.1\r\nHost: evil.test\r\n\r\n";
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
      assertTrue(answer.contains("content-type: application/problem+json"), answer);
      JsonObject problem = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertEquals("wrong_host", problem.getString("code"));
      assertTrue(problem.getString("detail").contains(gateway.gateway().origin()), answer);
    }
  }

  private static void says(String advice, HttpResponse<String> answer, ProblemCode code) {
    String detail = problem(answer, code).getString("detail");
    assertTrue(detail.contains(advice), detail);
  }

  @Test
  void linksWorkOnceAndGuessingIsSlow() throws Exception {
    String link = gateway.demo().people().get(1).link().reveal();
    JsonObject token =
        new JsonObject().put("link_token", link.substring(link.indexOf("link=") + 5));
    HttpResponse<String> in = gateway.call("POST", "/sessions", "", token);
    assertEquals(201, in.statusCode(), in.body());
    String cookie = in.headers().firstValue("set-cookie").orElse("");
    assertTrue(cookie.startsWith("__Host-tandem="), "the cookie's name binds it to this host");
    assertTrue(cookie.contains("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    problem(gateway.call("POST", "/sessions", "", token), ProblemCode.LINK_UNUSABLE);

    JsonObject guess = new JsonObject().put("email", "ada@demo.invalid").put("password", "guess");
    for (int i = 0; i < 10; i++) {
      problem(gateway.call("POST", "/sessions", "", guess), ProblemCode.SIGN_IN_FAILED);
    }
    HttpResponse<String> slowed = gateway.call("POST", "/sessions", "", guess);
    problem(slowed, ProblemCode.TOO_MANY_REQUESTS);
    assertTrue(slowed.headers().firstValueAsLong("retry-after").orElse(0) >= 1);
  }
}
