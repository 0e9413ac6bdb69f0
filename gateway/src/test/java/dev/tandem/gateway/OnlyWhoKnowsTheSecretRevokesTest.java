package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Goal: a relay's control port obeys who knows the shared secret, and a request that was recorded
/// says nothing again: not there, not at another relay with the same secret, not after a restart.
///
/// Method: requests are made by hand, after the description in the README, and sent over real
/// sockets; a device's allocation shows what came of them.
final class OnlyWhoKnowsTheSecretRevokesTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SUBJECT = "workspace/member/device";

  /// A request as it went over the wire.
  private record Recorded(String challenge, String proof, String body) {}

  @Test
  void aRightProofEndsWhatTheSubjectHoldsAndNothingElseDoes() throws Exception {
    try (RelayAlone relay = RelayAlone.start(Map.of());
        RelayAlone twin = RelayAlone.start(Map.of())) {
      String body = subjects(List.of(SUBJECT));
      try (RelayClient client = new RelayClient(credentials(SUBJECT), url(relay))) {
        assertEquals(0, client.allocate());
        String challenge = challenge(relay);
        assertEquals(401, send(relay, new Recorded(challenge, "", body)));
        assertEquals(401, send(relay, new Recorded("", proof("", body, RelayAlone.SECRET), body)));
        assertEquals(
            401, send(relay, new Recorded(challenge, proof(challenge, body, "another"), body)));
        String made = proof(challenge, body, RelayAlone.SECRET);
        assertEquals(
            401, send(relay, new Recorded(challenge, made, subjects(List.of("workspace")))));
        String foreign = challenge(twin);
        assertEquals(
            401, send(relay, new Recorded(foreign, proof(foreign, body, RelayAlone.SECRET), body)));
        assertEquals(0, client.refresh(), "none of it counted");

        Recorded right = new Recorded(challenge, made, body);
        assertEquals(204, send(relay, right));
        assertEquals(401, client.refresh());
        assertEquals(401, send(relay, right), "once");
        assertEquals(401, send(twin, right), "and nowhere else");
        relay.restart();
        assertEquals(401, send(relay, right), "nor later");
      }
    }
  }

  @Test
  void whatIsNoListOfSubjectsIsRefused() throws Exception {
    try (RelayAlone relay = RelayAlone.start(Map.of())) {
      for (String body :
          List.of(
              "",
              "[]",
              "{",
              "{\"subjects\":\"all\"}",
              subjects(List.of()),
              subjects(List.of("a subject with spaces")),
              subjects(java.util.Collections.nCopies(1_001, SUBJECT)))) {
        String challenge = challenge(relay);
        assertEquals(
            400,
            send(relay, new Recorded(challenge, proof(challenge, body, RelayAlone.SECRET), body)),
            body.length() > 99 ? "too many" : body);
      }
      String large = "x".repeat(300 * 1024);
      assertEquals(413, send(relay, new Recorded("", "", large)));
    }
  }

  private static String subjects(List<String> subjects) {
    return new JsonObject().put("subjects", new JsonArray(subjects)).encode();
  }

  private static String url(RelayAlone relay) {
    return "turn:127.0.0.1:" + relay.port() + "?transport=udp";
  }

  private static JsonObject credentials(String subject) {
    RelayCredentials.Issued issued =
        RelayCredentials.issue(
            SharedSecret.of(RelayAlone.SECRET.getBytes(StandardCharsets.UTF_8)),
            subject,
            Instant.now().plusSeconds(60));
    return new JsonObject()
        .put("username", issued.username())
        .put("credential", issued.credential());
  }

  private static String challenge(RelayAlone relay) throws Exception {
    HttpRequest request = request(relay, "/control/challenge").GET().build();
    String body = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    return new JsonObject(body).getString("challenge");
  }

  private static int send(RelayAlone relay, Recorded recorded) throws Exception {
    HttpRequest request =
        request(relay, "/control/revocations")
            .header("tandem-challenge", recorded.challenge())
            .header("tandem-proof", recorded.proof())
            .POST(HttpRequest.BodyPublishers.ofString(recorded.body()))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest.Builder request(RelayAlone relay, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + relay.controlPort() + path));
  }

  private static String proof(String challenge, String body, String secret) throws Exception {
    byte[] key = hmac(secret.getBytes(StandardCharsets.UTF_8), "tandem relay control v1");
    return HexFormat.of().formatHex(hmac(key, challenge + "\n" + body));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
