package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: over HTTP a note stands in the thread among the texts, calls the members it mentions until
/// they have read it, is found by its words, and changes by its author's hand alone; what cannot be
/// taken is told with what to do. Method: a whole gateway with the demo's data and a third member.
final class NoteIsWrittenBesideTheTextsTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static RunningGateway.Someone ben;
  private static String ada;
  private static String conversation;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().getFirst().apiKey();
    ben = gateway.someone(gateway.demo().workspace(), "third@demo.invalid", Role.MEMBER);
    conversation =
        posted(
                "/messages",
                new JsonObject()
                    .put("from", "+12025550190")
                    .put("to", new JsonArray().add("+12025550142"))
                    .put("text", "the first text"))
            .getString("conversation_id");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject posted(String path, JsonObject body) throws Exception {
    HttpResponse<String> answer = gateway.call("POST", path, ada, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static JsonObject said(String words, String... mentions) {
    return new JsonObject().put("text", words).put("mentions", new JsonArray(List.of(mentions)));
  }

  private static JsonObject note(String words, String... mentions) throws Exception {
    return posted("/conversations/" + conversation + "/notes", said(words, mentions));
  }

  private static JsonObject got(String path, String key) throws Exception {
    HttpResponse<String> answer = gateway.call("GET", path, key, new JsonObject());
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static int status(String method, String path, String key, JsonObject body)
      throws Exception {
    return gateway.call(method, path, key, body).statusCode();
  }

  @Test
  void itStandsAmongTheTextsInOneRowOfNumbers() throws Exception {
    note("between them");
    posted(
        "/messages",
        new JsonObject()
            .put("from", "+12025550190")
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", "another text"));
    note("behind them");
    String path = "/conversations/" + conversation + "/timeline?limit=2";
    JsonObject page = got(path, ada);
    long before = Long.MAX_VALUE;
    int notes = 0;
    int texts = 0;
    while (true) {
      for (Object each : page.getJsonArray("data")) {
        JsonObject entry = (JsonObject) each;
        String kind = entry.getString("kind");
        long seq = entry.getJsonObject(kind).getLong("seq");
        assertTrue(before == Long.MAX_VALUE || seq == before - 1, "without a gap");
        before = seq;
        notes += kind.equals("note") ? 1 : 0;
        texts += kind.equals("message") ? 1 : 0;
      }
      if (page.getString("next_cursor") == null) {
        break;
      }
      page = got(path + "&cursor=" + page.getString("next_cursor"), ada);
    }
    assertEquals(1, before, "down to the first");
    assertTrue(notes >= 2 && texts >= 2, notes + " notes, " + texts + " texts");
    JsonArray alone = got("/conversations/" + conversation + "/messages", ada).getJsonArray("data");
    assertTrue(alone.size() >= 2 && !alone.encode().contains("between them"), "texts alone");
    assertEquals(
        400, status("GET", "/conversations/" + conversation + "/timeline?cursor=x", ada, said("")));
  }

  @Test
  void whomItCallsIsToldUntilTheyReadIt() throws Exception {
    JsonObject note = note("@Somebody please call back", ben.member().id().toString());
    assertEquals(ben.member().id().toString(), note.getJsonArray("mentions").getString(0));
    JsonArray mentioned = got("/conversations?mentioned=true", ben.apiKey()).getJsonArray("data");
    assertEquals(1, mentioned.size());
    assertEquals(1, mentioned.getJsonObject(0).getInteger("unread_mentions"));
    assertEquals(0, got("/conversations?mentioned=true", ada).getJsonArray("data").size());
    assertEquals(
        200,
        status(
            "POST",
            "/conversations/" + conversation + "/read",
            ben.apiKey(),
            new JsonObject().put("through_seq", note.getLong("seq"))));
    assertEquals(
        0, got("/conversations/" + conversation, ben.apiKey()).getInteger("unread_mentions"));
  }

  @Test
  void itIsFoundByItsWordsAndGoesWithThem() throws Exception {
    JsonObject note = note("the invoice of the marzipan factory");
    String id = note.getString("id");
    JsonObject hit = got("/search?q=marzip&kind=note", ada).getJsonArray("data").getJsonObject(0);
    assertEquals("note", hit.getString("kind"));
    assertEquals(conversation, hit.getString("conversation_id"));
    assertEquals(note.getLong("seq"), hit.getLong("seq"));
    assertEquals(0, got("/search?q=marzip&kind=message", ada).getJsonArray("data").size());

    assertEquals(403, status("PATCH", "/notes/" + id, ben.apiKey(), said("not mine")));
    assertEquals(403, status("DELETE", "/notes/" + id, ben.apiKey(), new JsonObject()));
    assertEquals(200, status("PATCH", "/notes/" + id, ada, said("the invoice of nougat")));
    assertFalse(got("/notes/" + id, ben.apiKey()).getValue("edited_at") == null);
    assertEquals(0, got("/search?q=marzip", ada).getJsonArray("data").size());
    assertEquals(200, status("DELETE", "/notes/" + id, ada, new JsonObject()));
    JsonObject gone = got("/notes/" + id, ada);
    assertTrue(gone.getBoolean("deleted"));
    assertNull(gone.getValue("text"));
    assertEquals(409, status("PATCH", "/notes/" + id, ada, said("back again")));
  }

  @Test
  void oneKeyIsOneNote() throws Exception {
    String first = "";
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request("/api/v1/conversations/" + conversation + "/notes")
                  .header("authorization", "Bearer " + ada)
                  .header("content-type", "application/json")
                  .header("idempotency-key", "one-note-for-one-key")
                  .POST(HttpRequest.BodyPublishers.ofString(said("once").encode()))
                  .build());
      assertEquals(201, answer.statusCode());
      String id = new JsonObject(answer.body()).getString("id");
      assertTrue(first.isEmpty() || first.equals(id));
      first = id;
    }
  }

  @Test
  void whatCannotBeTakenIsRefused() throws Exception {
    String path = "/conversations/" + conversation + "/notes";
    for (JsonObject bad :
        List.of(
            new JsonObject(),
            said(""),
            said("  "),
            said("x".repeat(4_001)),
            said("@Nobody", "00000000-0000-7000-8000-000000000000"),
            said("@Odd", "not an id"),
            said("fine").put("to", "+12025550142"))) {
      assertEquals(422, status("POST", path, ada, bad), bad.encode());
    }
    String odd = "\u202Eright to left \uD83D\uDE48 \u0000";
    assertEquals(422, status("POST", path, ada, said(odd)), "a control character");
    String kept = "\u202Eright to left \uD83D\uDE48 <b>&amp;";
    assertEquals(kept, note(kept).getString("text"));
  }
}
