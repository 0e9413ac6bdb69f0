package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.Route;
import dev.tandem.storage.Page;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.AuditFilter;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever changes something for an admin or for security is in the audit log, with who did
/// it; and of what is not in it, somebody decided so.
///
/// Method: generated from the route table: each route that changes something stands in one of the
/// two lists below, with the deed that it is to write or with the reason why it writes none. Each
/// deed is done over HTTP, and the log is read.
final class EveryChangeIsAuditedOrSaysWhyNotTest {
  private static final Map<String, String> NOT_AUDITED =
      Map.ofEntries(
          Map.entry("POST /conversations/{id}/read", "a reading mark of the member's own"),
          Map.entry(
              "POST /carrier-accounts/{id}/check",
              "asks the carrier; the number says what it learned"),
          Map.entry("POST /attachments", "a draft; the text that has it is the record"),
          Map.entry("DELETE /attachments/{id}", "a draft that no text had"),
          Map.entry(
              "PATCH /conversations/{id}", "daily work that the conversation itself tells of"),
          Map.entry("POST /messages", "a text is its own record, with author and time"),
          Map.entry("POST /messages/{id}/cancel", "the text itself says that it was canceled"),
          Map.entry(
              "POST /scheduled-texts", "daily work; the message that it becomes is its record"),
          Map.entry("PATCH /scheduled-texts/{id}", "the same"),
          Map.entry("DELETE /scheduled-texts/{id}", "the same: nothing has left"),
          Map.entry("POST /scheduled-texts/{id}/send", "the same"),
          Map.entry("POST /broadcasts/preview", "looks ahead and changes nothing"),
          Map.entry("POST /receiver-lists/read", "reads a file and keeps nothing"),
          Map.entry("PUT /conversations/{id}/draft", "words that nobody was told yet"),
          Map.entry("PUT /conversations/{id}/note-draft", "words that nobody was told yet"),
          Map.entry("PUT /rooms/{id}/draft", "words that nobody was told yet"),
          Map.entry("POST /templates", "daily work; what is sent with it is its own record"),
          Map.entry("PATCH /templates/{id}", "the template says who changed it"),
          Map.entry("DELETE /templates/{id}", "daily work; nothing was sent by it"),
          Map.entry("POST /rooms", "daily work that the room itself tells of"),
          Map.entry("PATCH /rooms/{id}", "daily work that the room itself tells of"),
          Map.entry("POST /rooms/{id}/join", "who is in a room is told by the room"),
          Map.entry("POST /rooms/{id}/leave", "who is in a room is told by the room"),
          Map.entry("POST /rooms/{id}/members", "who is in a room is told by the room"),
          Map.entry("POST /rooms/{id}/read", "a reading mark of the member's own"),
          Map.entry("POST /rooms/{id}/posts", "a post is its own record, with author and time"),
          Map.entry("PATCH /posts/{id}", "the post itself says that its author changed it"),
          Map.entry("DELETE /posts/{id}", "its place stays and says that its author deleted it"),
          Map.entry("POST /conversations/{id}/notes", "a note is its own record, with author"),
          Map.entry("PATCH /notes/{id}", "the note itself says that its author changed it"),
          Map.entry("DELETE /notes/{id}", "its place stays and says that its author deleted it"),
          Map.entry("POST /dead-letters/{id}/retry", "the new text is its own record"),
          Map.entry("DELETE /dead-letters/{id}", "the text itself says that it failed"),
          Map.entry("PATCH /voicemails/{id}", "heard or not, by the only member who can hear it"),
          Map.entry("POST /contacts", "daily work that the contact's own record tells of"),
          Map.entry("PATCH /contacts/{id}", "daily work that the contact's own record tells of"),
          Map.entry("DELETE /contacts/{id}", "one at a time it is daily work; masses are audited"),
          Map.entry(
              "POST /contacts/{id}/restore", "daily work that the contact's own record tells of"),
          Map.entry(
              "PUT /contacts/{id}/photo", "daily work that the contact's own record tells of"),
          Map.entry(
              "DELETE /contacts/{id}/photo", "daily work that the contact's own record tells of"));

  /// Settings, which are about nothing else.
  private static final Set<String> OF_THE_WORKSPACE =
      Set.of("PATCH /search/settings", "PATCH /quiet-hours");

  /// What is done, and what it writes.
  private record Deed(AuditAction action, Doing doing) {}

  @FunctionalInterface
  private interface Doing {
    HttpResponse<String> run() throws Exception;
  }

  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;
  private static UUID ada;
  private static UUID ben;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().getFirst().apiKey();
    ada = gateway.demo().people().get(0).member().id();
    ben = gateway.demo().people().get(1).member().id();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /// A list of receivers under a name of its own.
  private static JsonObject people() {
    return named("Customers " + UUID.randomUUID())
        .put("numbers", new JsonArray().add("+12025550161"));
  }

  private static String list() throws Exception {
    return new JsonObject(keyed("POST", "/receiver-lists", people()).body()).getString("id");
  }

  private static HttpResponse<String> broadcast() throws Exception {
    return keyed(
        "POST",
        "/broadcasts",
        new JsonObject()
            .put("name", "Hours")
            .put("from", "+12025550190")
            .put("to", new JsonArray().add("+12025550161").add("+12025550162").add("+12025550163"))
            .put("text", "We open at ten.")
            .put("per_minute", 1));
  }

  /// One that will not be over for minutes.
  private static String begun() throws Exception {
    return new JsonObject(broadcast().body()).getString("id");
  }

  /// The demo's number on a second account.
  private static HttpResponse<String> hosted() throws Exception {
    JsonObject number =
        new JsonObject(keyed("GET", "/numbers", new JsonObject()).body())
            .getJsonArray("data")
            .getJsonObject(0);
    UUID second =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx ->
                    new CarrierAccounts()
                        .create(tx, "telnyx", "hosted", Secret.of("token"), Optional.empty())
                        .orElseThrow()
                        .id());
    return keyed(
        "PUT",
        "/numbers/" + number.getString("id") + "/carrier-accounts",
        new JsonObject()
            .put(
                "carrier_account_ids",
                new JsonArray()
                    .add(number.getString("carrier_account_id"))
                    .add(second.toString())));
  }

  private static Map<String, Deed> audited() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put(
        "POST /sessions",
        new Deed(
            AuditAction.SESSION_OPENED,
            () ->
                gateway.call(
                    "POST",
                    "/sessions",
                    "",
                    new JsonObject()
                        .put("email", "ada@demo.invalid")
                        .put("password", gateway.demo().people().getFirst().password()))));
    deeds.put(
        "DELETE /sessions/current",
        new Deed(
            AuditAction.SESSION_CLOSED, () -> asAda("DELETE", "/sessions/current", session())));
    deeds.put(
        "PATCH /me",
        new Deed(AuditAction.MEMBER_RENAMED, () -> keyed("PATCH", "/me", named("Ada L."))));
    deeds.put(
        "DELETE /devices/{id}",
        new Deed(
            AuditAction.DEVICE_REVOKED,
            () -> keyed("DELETE", "/devices/" + device(session()), new JsonObject())));
    deeds.put(
        "POST /api-keys",
        new Deed(AuditAction.API_KEY_MADE, () -> keyed("POST", "/api-keys", named("a program"))));
    deeds.put(
        "DELETE /api-keys/{id}",
        new Deed(
            AuditAction.API_KEY_REVOKED,
            () ->
                keyed(
                    "DELETE",
                    "/api-keys/" + made(keyed("POST", "/api-keys", named("short-lived"))),
                    new JsonObject())));
    deeds.put(
        "POST /app-passwords",
        new Deed(
            AuditAction.APP_PASSWORD_MADE,
            () -> keyed("POST", "/app-passwords", named("a phone"))));
    deeds.put(
        "DELETE /app-passwords/{id}",
        new Deed(
            AuditAction.APP_PASSWORD_REVOKED,
            () ->
                keyed(
                    "DELETE",
                    "/app-passwords/" + made(keyed("POST", "/app-passwords", named("a lost one"))),
                    new JsonObject())));
    deeds.put(
        "POST /contacts/import",
        new Deed(
            AuditAction.CONTACTS_IMPORTED,
            () ->
                gateway.send(
                    gateway
                        .request("/api/v1/contacts/import")
                        .header("authorization", "Bearer " + owner)
                        .header("content-type", "text/csv")
                        .POST(HttpRequest.BodyPublishers.ofString("name\nAnn\n"))
                        .build())));
    deeds.put(
        "POST /contacts/restore",
        new Deed(
            AuditAction.CONTACTS_RESTORED,
            () ->
                keyed(
                    "POST",
                    "/contacts/restore",
                    new JsonObject().put("at", Instant.now().minusSeconds(3600).toString()))));
    deeds.put(
        "POST /members",
        new Deed(
            AuditAction.MEMBER_INVITED,
            () ->
                keyed(
                    "POST",
                    "/members",
                    named("Cleo").put("email", "cleo@demo.invalid").put("role", "admin"))));
    deeds.put(
        "PUT /numbers/{id}/carrier-accounts",
        new Deed(AuditAction.NUMBER_HOSTED, EveryChangeIsAuditedOrSaysWhyNotTest::hosted));
    deeds.put(
        "POST /broadcasts",
        new Deed(AuditAction.BROADCAST_BEGUN, EveryChangeIsAuditedOrSaysWhyNotTest::broadcast));
    deeds.put(
        "PATCH /broadcasts/{id}",
        new Deed(
            AuditAction.BROADCAST_SCHEDULED,
            () -> {
              String id = begun();
              var _ = keyed("POST", "/broadcasts/" + id + "/pause", new JsonObject());
              return keyed(
                  "PATCH",
                  "/broadcasts/" + id,
                  new JsonObject().put("begins_at", Instant.now().plusSeconds(3600).toString()));
            }));
    deeds.put(
        "POST /broadcasts/{id}/pause",
        new Deed(
            AuditAction.BROADCAST_PAUSED,
            () -> keyed("POST", "/broadcasts/" + begun() + "/pause", new JsonObject())));
    deeds.put(
        "POST /broadcasts/{id}/resume",
        new Deed(
            AuditAction.BROADCAST_RESUMED,
            () -> {
              String id = begun();
              var _ = keyed("POST", "/broadcasts/" + id + "/pause", new JsonObject());
              return keyed("POST", "/broadcasts/" + id + "/resume", new JsonObject());
            }));
    deeds.put(
        "POST /receiver-lists",
        new Deed(AuditAction.RECEIVER_LIST_KEPT, () -> keyed("POST", "/receiver-lists", people())));
    deeds.put(
        "PATCH /receiver-lists/{id}",
        new Deed(
            AuditAction.RECEIVER_LIST_KEPT,
            () -> keyed("PATCH", "/receiver-lists/" + list(), named("Others"))));
    deeds.put(
        "DELETE /receiver-lists/{id}",
        new Deed(
            AuditAction.RECEIVER_LIST_DELETED,
            () -> keyed("DELETE", "/receiver-lists/" + list(), new JsonObject())));
    deeds.put(
        "POST /broadcasts/{id}/cancel",
        new Deed(
            AuditAction.BROADCAST_CANCELED,
            () -> keyed("POST", "/broadcasts/" + begun() + "/cancel", new JsonObject())));
    deeds.put(
        "PUT /numbers/{id}/registration",
        new Deed(
            AuditAction.NUMBER_REGISTERED,
            () ->
                keyed(
                    "PUT",
                    "/numbers/"
                        + new JsonObject(keyed("GET", "/numbers", new JsonObject()).body())
                            .getJsonArray("data")
                            .getJsonObject(0)
                            .getString("id")
                        + "/registration",
                    new JsonObject().put("brand", "approved").put("campaign", "approved"))));
    deeds.put(
        "PATCH /quiet-hours",
        new Deed(
            AuditAction.QUIET_HOURS_CHANGED,
            () -> keyed("PATCH", "/quiet-hours", new JsonObject().put("from", "20:30"))));
    deeds.put(
        "POST /numbers",
        new Deed(
            AuditAction.NUMBER_ADDED,
            () -> keyed("POST", "/numbers", named("Support").put("e164", "+12025550178"))));
    deeds.put(
        "POST /carrier-accounts",
        new Deed(
            AuditAction.CARRIER_ACCOUNT_ADDED,
            () ->
                keyed(
                    "POST",
                    "/carrier-accounts",
                    new JsonObject()
                        .put("carrier", "twilio")
                        .put("account_id", "AC" + "0".repeat(32))
                        .put("auth_token", "not-a-real-token"))));
    deeds.put(
        "POST /conversations/{id}/consent",
        new Deed(
            AuditAction.CONSENT_DECIDED,
            () ->
                keyed(
                    "POST",
                    "/conversations/" + conversation() + "/consent",
                    new JsonObject().put("decision", "opted_out"))));
    deeds.put(
        "DELETE /carrier-accounts/{id}",
        new Deed(
            AuditAction.CARRIER_ACCOUNT_REMOVED,
            () -> keyed("DELETE", "/carrier-accounts/" + account(), new JsonObject())));
    deeds.put(
        "PATCH /search/settings",
        new Deed(
            AuditAction.SEARCH_SWITCHED_OFF,
            () -> keyed("PATCH", "/search/settings", new JsonObject().put("enabled", false))));
    deeds.put(
        "DELETE /voicemails/{id}",
        new Deed(
            AuditAction.VOICEMAIL_DELETED,
            () -> keyed("DELETE", "/voicemails/" + voicemail(), new JsonObject())));
    return deeds;
  }

  private static HttpResponse<String> keyed(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, owner, body);
  }

  private static HttpResponse<String> asAda(String method, String path, String session)
      throws Exception {
    return gateway.browser(method, path, session, new JsonObject());
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  private static String made(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("id");
  }

  private static String session() {
    return gateway.session(gateway.demo().workspace(), ada, false);
  }

  private static String device(String session) throws Exception {
    return new JsonObject(asAda("GET", "/me", session).body())
        .getJsonObject("device")
        .getString("id");
  }

  private static String account() throws Exception {
    JsonObject account =
        new JsonObject()
            .put("carrier", "plivo")
            .put("account_id", "MANWVLYTK4ZWU1YTY4QA")
            .put("auth_token", "not-a-real-token");
    return made(keyed("POST", "/carrier-accounts", account));
  }

  private static String conversation() throws Exception {
    JsonObject text =
        new JsonObject()
            .put("from", "+12025550190")
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", "hello");
    return new JsonObject(keyed("POST", "/messages", text).body()).getString("conversation_id");
  }

  private static UUID voicemail() {
    byte[] sound = "sound".getBytes(StandardCharsets.US_ASCII);
    return gateway.voicemail(gateway.demo().workspace(), ben, ada, sound);
  }

  private static List<AuditEntry> newest(int many) {
    Page<AuditEntry> page =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> new AuditLog().page(tx, AuditFilter.ALL, Long.MAX_VALUE, many));
    return page.items();
  }

  private static long size() {
    List<AuditEntry> entries = newest(1);
    return entries.isEmpty() ? 0 : entries.getFirst().number();
  }

  @Test
  void everyRouteThatChangesSomethingIsInOneOfTheLists() {
    TreeSet<String> changing = new TreeSet<>();
    for (Route route : gateway.gateway().table().routes()) {
      if (!route.method().name().equals("GET")) {
        changing.add(route.method() + " " + route.path());
      }
    }
    TreeSet<String> decided = new TreeSet<>(NOT_AUDITED.keySet());
    decided.addAll(audited().keySet());
    assertEquals(changing, decided);
    assertEquals(
        audited().size() + NOT_AUDITED.size(), decided.size(), "in one of them, not in both");
  }

  @Test
  void eachDeedIsWrittenWithWhoDidIt() throws Exception {
    for (Map.Entry<String, Deed> line : audited().entrySet()) {
      long before = size();
      HttpResponse<String> answer = line.getValue().doing().run();
      assertEquals(2, answer.statusCode() / 100, line.getKey() + " " + answer.body());
      Optional<AuditEntry> written =
          newest(5).stream()
              .filter(entry -> entry.number() > before)
              .filter(entry -> entry.action().equals(line.getValue().action().word()))
              .findFirst();
      assertTrue(written.isPresent(), line.getKey());
      assertEquals(Optional.of(ada), written.get().actorId(), line.getKey());
      assertEquals(
          !OF_THE_WORKSPACE.contains(line.getKey()),
          written.get().subjectId().isPresent(),
          line.getKey());
    }
  }

  @Test
  void aRepeatUnderOneIdempotencyKeyIsOneDeed() throws Exception {
    JsonObject member = named("Dee").put("email", "dee@demo.invalid").put("role", "member");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request("/api/v1/members")
                  .header("authorization", "Bearer " + owner)
                  .header("content-type", "application/json")
                  .header("idempotency-key", "invite-dee-once")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(member.encode()))
                  .build());
      assertEquals(201, answer.statusCode());
    }
    long invitations =
        newest(10).stream()
            .filter(entry -> entry.action().equals(AuditAction.MEMBER_INVITED.word()))
            .filter(entry -> "Dee".equals(entry.detail().values().get("name")))
            .count();
    assertEquals(1, invitations);
  }

  @Test
  void whatWasRefusedChangesNothingAndIsNotWritten() throws Exception {
    long before = size();
    assertEquals(422, keyed("POST", "/numbers", named("No number")).statusCode());
    assertEquals(404, keyed("DELETE", "/api-keys/" + ada, new JsonObject()).statusCode());
    assertEquals(before, size());
  }

  @Test
  void whoIsNotLetInIsWrittenToTheMemberTheyTriedToBe() throws Exception {
    JsonObject guess = new JsonObject().put("email", "ben@demo.invalid").put("password", "guess");
    for (int i = 0; i < 14; i++) {
      int status = gateway.call("POST", "/sessions", "", guess).statusCode();
      assertEquals(i < 10 ? 401 : 429, status, "attempt " + i);
    }
    assertEquals(List.of(10L, 1L), awaited(ben, 10, 1), "ten refusals, and the limit once");
    long before = size();
    JsonObject nobody = guess.copy().put("email", "nobody@demo.invalid");
    assertEquals(401, gateway.call("POST", "/sessions", "", nobody).statusCode());
    assertEquals(before, size(), "an address of nobody belongs to no workspace");
  }

  /// Refusals are written behind the answer.
  private static List<Long> awaited(UUID member, long refused, long limited) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (true) {
      List<Long> counted =
          List.of(
              count(member, AuditAction.SESSION_REFUSED),
              count(member, AuditAction.SESSION_LIMITED));
      if (counted.equals(List.of(refused, limited)) || System.nanoTime() > end) {
        return counted;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static long count(UUID member, AuditAction action) {
    return newest(100).stream()
        .filter(entry -> entry.action().equals(action.word()))
        .filter(entry -> entry.subjectId().equals(Optional.of(member)))
        .filter(entry -> entry.actorId().isEmpty())
        .filter(entry -> entry.detail().values().containsKey("address"))
        .count();
  }
}
