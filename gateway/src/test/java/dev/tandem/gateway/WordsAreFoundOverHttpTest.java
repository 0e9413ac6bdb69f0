package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.voicemail.Voicemails;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a member finds texts, contacts, notes and their own voicemails by words of any language
/// and by digits, newest first over all kinds, with what was found marked; a query that cannot be
/// looked up is told why.
///
/// Method: a whole gateway; contacts are written over HTTP, texts from outside and a transcript
/// through their stores; all is looked for over HTTP.
final class WordsAreFoundOverHttpTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;
  private static String ben;

  @BeforeAll
  static void write() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().get(0).apiKey();
    ben = gateway.demo().people().get(1).apiKey();
    text("the harbour is closed");
    posted(
        "/contacts",
        new JsonObject()
            .put("name", "Harriet Ångström")
            .put("numbers", new JsonArray().add("+12025550188")));
    text("See you at the HARBOUR, bring the number 202-555-0188");
    UUID voicemail = voicemail("Please call about the harbour");
    assertFalse(voicemail.toString().isEmpty());
    text("東京で会いましょう");
    text("x".repeat(150) + " 😀 " + "y".repeat(100) + " needle 😀 " + "z".repeat(300));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /// From outside, through the store: the carrier inside the gateway would answer with the same
  /// words.
  private static void text(String text) {
    String outside = "+12025550142";
    boolean added =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> {
                  UUID number = new Numbers().byE164(tx, "+12025550190").orElseThrow().id();
                  UUID conversation =
                      new Conversations().findOrCreate(tx, number, List.of(outside));
                  NewMessage message =
                      new NewMessage(
                          Ids.next(),
                          conversation,
                          Direction.IN,
                          Personal.of(outside),
                          Personal.of(List.of("+12025550190")),
                          Personal.of(text),
                          MessageState.RECEIVED,
                          1,
                          Encoding.UCS2,
                          Optional.empty(),
                          Optional.empty(),
                          Optional.empty());
                  return new Messages().append(tx, message).added();
                });
    assertTrue(added);
  }

  private static UUID voicemail(String transcript) {
    UUID adaId = gateway.demo().people().get(0).member().id();
    UUID benId = gateway.demo().people().get(1).member().id();
    UUID id =
        gateway.voicemail(
            gateway.demo().workspace(), benId, adaId, "sound".getBytes(StandardCharsets.US_ASCII));
    boolean kept =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> new Voicemails().setTranscript(tx, id, Personal.of(transcript)));
    assertTrue(kept);
    return id;
  }

  private static void posted(String path, JsonObject body) throws Exception {
    HttpResponse<String> answer = gateway.call("POST", path, ada, body);
    assertEquals(201, answer.statusCode(), answer.body());
  }

  private static HttpResponse<String> ask(String key, String query, String more) throws Exception {
    String q = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return gateway.call("GET", "/search?q=" + q + more, key, new JsonObject());
  }

  private static List<JsonObject> found(String key, String query, String more) throws Exception {
    HttpResponse<String> answer = ask(key, query, more);
    assertEquals(200, answer.statusCode(), answer.body());
    return hits(answer);
  }

  private static List<JsonObject> hits(HttpResponse<String> answer) {
    return new JsonObject(answer.body())
        .getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> kinds(List<JsonObject> hits) {
    return hits.stream().map(hit -> hit.getString("kind")).toList();
  }

  private static List<String> marked(JsonObject hit) {
    String snippet = hit.getString("snippet");
    return hit.getJsonArray("highlights").stream()
        .map(JsonObject.class::cast)
        .map(mark -> snippet.substring(mark.getInteger("from"), mark.getInteger("to")))
        .toList();
  }

  @Test
  void byWordsOverAllKindsNewestFirst() throws Exception {
    List<JsonObject> hits = found(ada, "har", "");
    assertEquals(List.of("voicemail", "message", "contact", "message"), kinds(hits));
    assertEquals(List.of("harbour"), marked(hits.get(0)));
    assertEquals(List.of("HARBOUR"), marked(hits.get(1)));
    assertEquals(List.of("Harriet"), marked(hits.get(2)));
    JsonObject message = hits.get(3);
    assertEquals("the harbour is closed", message.getString("snippet"));
    assertEquals(1, message.getInteger("seq"));
    assertEquals(new JsonArray().add("+12025550142"), message.getJsonArray("numbers"));
    assertEquals(36, message.getString("conversation_id").length());
    assertEquals(List.of("contact"), kinds(found(ada, "ångstrom", "")));
    assertEquals(List.of("message"), kinds(found(ada, "東京", "")));
    assertEquals(List.of("message"), kinds(found(ada, "harbour clos", "")));
    assertEquals(List.of(), found(ada, "lighthouse", ""));
  }

  @Test
  void byANumberWholeOrItsEnd() throws Exception {
    for (String number : List.of("0188", "555-0188", "+1 (202) 555-0188", "12025550188")) {
      List<JsonObject> hits = found(ada, number, "");
      assertEquals(List.of("message", "contact"), kinds(hits), number);
      assertEquals(List.of("202-555-0188"), marked(hits.get(0)));
      assertEquals(List.of("+12025550188"), marked(hits.get(1)));
    }
    assertEquals(List.of(), found(ada, "9188", ""));
  }

  @Test
  void oneKindAlone() throws Exception {
    assertEquals(List.of("message", "message"), kinds(found(ada, "har", "&kind=message")));
    assertEquals(List.of("contact"), kinds(found(ada, "har", "&kind=contact")));
    assertEquals(List.of("voicemail"), kinds(found(ada, "har", "&kind=voicemail")));
    assertEquals(List.of(), found(ada, "har", "&kind=note"));
  }

  @Test
  void pageByPageNothingIsLostOrDoubled() throws Exception {
    List<String> all = found(ada, "har", "").stream().map(hit -> hit.getString("id")).toList();
    List<String> paged = new ArrayList<>();
    String more = "&limit=1";
    while (true) {
      HttpResponse<String> answer = ask(ada, "har", more);
      hits(answer).forEach(hit -> paged.add(hit.getString("id")));
      String cursor = new JsonObject(answer.body()).getString("next_cursor");
      if (cursor == null) {
        break;
      }
      more = "&limit=1&cursor=" + cursor;
    }
    assertEquals(all, paged);
  }

  @Test
  void aVoicemailIsFoundByWhomItIsForAlone() throws Exception {
    assertEquals(List.of("message", "contact", "message"), kinds(found(ben, "har", "")));
    assertEquals(List.of(), found(ben, "har", "&kind=voicemail"));
  }

  @Test
  void aLongTextGivesItsPartAroundTheHighlight() throws Exception {
    JsonObject hit = found(ada, "needle", "").getFirst();
    assertTrue(hit.getString("snippet").length() <= 200, hit.encode());
    assertEquals(List.of("needle"), marked(hit));
    assertFalse(Character.isLowSurrogate(hit.getString("snippet").charAt(0)));
  }

  @Test
  void anAdminSwitchesItOffAndOnAgain() throws Exception {
    JsonObject off = new JsonObject().put("enabled", false);
    assertEquals(403, gateway.call("PATCH", "/search/settings", ben, off).statusCode());
    HttpResponse<String> answer = gateway.call("PATCH", "/search/settings", ada, off);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("clearing", new JsonObject(answer.body()).getString("state"));
    refused("harbour", "", ProblemCode.SEARCH_OFF);
    JsonObject on = new JsonObject().put("enabled", true);
    assertEquals(200, gateway.call("PATCH", "/search/settings", ada, on).statusCode());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    JsonObject settings = new JsonObject();
    while (!"ready".equals(settings.getString("state")) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      settings =
          new JsonObject(gateway.call("GET", "/search/settings", ben, new JsonObject()).body());
    }
    assertEquals("ready", settings.getString("state"));
    assertEquals(
        List.of("voicemail", "message", "contact", "message"), kinds(found(ada, "har", "")));
  }

  @Test
  void whatCannotBeLookedUpIsToldWhy() throws Exception {
    refused("", "", ProblemCode.INVALID_FIELDS);
    refused("!?", "", ProblemCode.INVALID_FIELDS);
    refused("a b c d e f g h i", "", ProblemCode.INVALID_FIELDS);
    refused("canary".repeat(40), "", ProblemCode.INVALID_FIELDS);
    refused("word", "&kind=canary", ProblemCode.INVALID_FIELDS);
    refused("word", "&limit=101", ProblemCode.INVALID_FIELDS);
    refused("word", "&cursor=canary", ProblemCode.MALFORMED_CURSOR);
  }

  private static void refused(String query, String more, ProblemCode code) throws Exception {
    HttpResponse<String> answer = ask(ada, query, more);
    assertEquals(code.status(), answer.statusCode(), answer.body());
    assertEquals(code.word(), new JsonObject(answer.body()).getString("code"));
    assertFalse(answer.body().contains("canary"), answer.body());
  }
}
