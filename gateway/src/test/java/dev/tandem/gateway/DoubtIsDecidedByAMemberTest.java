package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tandem.messaging.consent.ConsentGate;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: where somebody may have asked for no more texts a member reads what they wrote and
/// decides, once, and about what they read; a person's own no is taken back by a proof alone.
///
/// Method: a whole gateway; texts that come in as a carrier's would, decisions and texts out over
/// HTTP.
final class DoubtIsDecidedByAMemberTest {
  private static final String OURS = "+12025550190";

  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /// Somebody writes; the conversation's id.
  private static UUID says(String who, String words) {
    return gateway
        .storage()
        .inWorkspace(
            gateway.demo().workspace(),
            tx -> {
              UUID number = new Numbers().byE164(tx, OURS).orElseThrow().id();
              UUID conversation = new Conversations().findOrCreate(tx, number, List.of(who));
              NewMessage text =
                  new NewMessage(
                      Ids.next(),
                      conversation,
                      Direction.IN,
                      Personal.of(who),
                      Personal.of(List.of(OURS)),
                      Personal.of(words),
                      MessageState.RECEIVED,
                      1,
                      Encoding.GSM7,
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty());
              new Messages().append(tx, text);
              boolean _ = new ConsentGate().heard(tx, number, who, words, text.id(), true);
              return conversation;
            });
  }

  private static JsonObject consent(UUID conversation) throws Exception {
    HttpResponse<String> answer =
        gateway.call("GET", "/conversations/" + conversation, ada, new JsonObject());
    return new JsonObject(answer.body()).getJsonObject("consent");
  }

  private static HttpResponse<String> decide(UUID conversation, JsonObject body) throws Exception {
    return gateway.call("POST", "/conversations/" + conversation + "/consent", ada, body);
  }

  private static JsonObject decision(String word) {
    return new JsonObject().put("decision", word);
  }

  private static HttpResponse<String> text(String to) throws Exception {
    return gateway.call(
        "POST",
        "/messages",
        ada,
        new JsonObject().put("from", OURS).put("to", new JsonArray().add(to)).put("text", "Hi"));
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
  }

  @Test
  void aDoubtStandsInTheWayUntilItIsFoundToBeNone() throws Exception {
    String who = "+12025550171";
    UUID conversation = says(who, "hello");
    assertEquals("open", consent(conversation).getString("state"));
    assertNull(consent(conversation).getString("id"));
    assertEquals(conversation, says(who, "wrong number"));
    JsonObject doubt = consent(conversation);
    assertEquals("doubtful", doubt.getString("state"));
    assertEquals("wrong number", doubt.getString("words"));
    assertEquals("text", doubt.getString("channel"));
    HttpResponse<String> said =
        gateway.call("GET", "/messages/" + doubt.getString("message_id"), ada, new JsonObject());
    assertEquals("wrong number", new JsonObject(said.body()).getString("text"));
    assertEquals("409 no_consent", code(text(who)));

    HttpResponse<String> cleared =
        decide(conversation, decision("cleared").put("consent_id", doubt.getString("id")));
    assertEquals(200, cleared.statusCode(), cleared.body());
    JsonObject after = new JsonObject(cleared.body()).getJsonObject("consent");
    assertEquals("open", after.getString("state"));
    assertEquals("member", after.getString("channel"));
    assertFalse(after.getString("member_id").isEmpty());
    assertEquals(201, text(who).statusCode());
    assertEquals("409 conflict", code(decide(conversation, decision("cleared"))));
  }

  @Test
  void whatWasNotReadIsNotDecided() throws Exception {
    UUID conversation = says("+12025550172", "wrong number");
    String read = consent(conversation).getString("id");
    says("+12025550172", "STOP");
    assertEquals(
        "409 conflict", code(decide(conversation, decision("cleared").put("consent_id", read))));
    assertEquals("opted_out", consent(conversation).getString("state"));
    assertEquals("STOP", consent(conversation).getString("words"));
    assertEquals("409 conflict", code(decide(conversation, decision("cleared"))));
  }

  @Test
  void whoSaidNoAgreesAgainByAProofAlone() throws Exception {
    String who = "+12025550173";
    UUID conversation = says(who, "STOP");
    assertEquals("422 invalid_fields", code(decide(conversation, decision("opted_in"))));
    assertEquals(
        "422 invalid_fields", code(decide(conversation, decision("opted_in").put("note", "  "))));
    JsonObject agreed = decision("opted_in").put("note", "Said so on the phone today");
    assertEquals(200, decide(conversation, agreed).statusCode());
    JsonObject shown = consent(conversation);
    assertEquals("opted_in", shown.getString("state"));
    assertEquals("Said so on the phone today", shown.getString("words"));
    assertEquals(201, text(who).statusCode());
  }

  @Test
  void aNoToAllNumbersIsOneAndNothingElseReachesThatFar() throws Exception {
    String who = "+12025550174";
    UUID conversation = says(who, "hello");
    assertEquals(
        "422 invalid_fields",
        code(
            decide(
                conversation,
                decision("opted_in").put("note", "by letter").put("scope", "workspace"))));
    JsonObject no = decision("opted_out").put("note", "by letter").put("scope", "workspace");
    assertEquals(200, decide(conversation, no).statusCode());
    assertEquals("workspace", consent(conversation).getString("scope"));
    assertEquals("409 no_consent", code(text(who)));
  }

  @Test
  void oneKeyIsOneDecision() throws Exception {
    UUID conversation = says("+12025550175", "wrong number");
    for (int i = 0; i < 2; i++) {
      assertEquals(200, keyed(conversation, decision("cleared")).statusCode());
    }
    assertEquals("409 idempotency_conflict", code(keyed(conversation, decision("opted_out"))));
    assertEquals("open", consent(conversation).getString("state"));
  }

  private static HttpResponse<String> keyed(UUID conversation, JsonObject body) throws Exception {
    return gateway.send(
        gateway
            .request("/api/v1/conversations/" + conversation + "/consent")
            .header("authorization", "Bearer " + ada)
            .header("content-type", "application/json")
            .header("idempotency-key", "decide-once")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  @Test
  void whatIsNoDecisionIsToldSo() throws Exception {
    UUID conversation = says("+12025550176", "wrong number");
    for (JsonObject bad :
        List.of(
            new JsonObject(),
            decision("doubtful"),
            decision("opted_out").put("note", "x".repeat(501)),
            decision("opted_out").put("scope", "world"),
            decision("opted_out").put("consent_id", "first"),
            decision("opted_out").put("because", "so"))) {
      assertEquals("422 invalid_fields", code(decide(conversation, bad)), bad.encode());
    }
    assertEquals("404 not_found", code(decide(UUID.randomUUID(), decision("opted_out"))));
  }
}
