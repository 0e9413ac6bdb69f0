package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.Route;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a second workspace's session gets 404 for every object of the first, whatever it tries
/// with it, and no list of its own shows one.
///
/// Method: a whole gateway; one stored object of every kind that the route table names an id of; an
/// owner's session of the second workspace, with cookie and origin as its browser sends them. A
/// route with an id that has no object here fails the test, so a new one cannot be forgotten.
final class SecondWorkspaceFindsNothingOfTheFirstTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;
  private static String strangerKey;
  private static String stranger;

  /// The id of one object of the first workspace, by the first segment of its paths.
  private static final Map<String, String> OBJECTS = new TreeMap<>();

  @BeforeAll
  static void store() throws Exception {
    gateway = new RunningGateway(data);
    WorkspaceId first = gateway.demo().workspace();
    owner = gateway.demo().people().getFirst().apiKey();
    UUID ada = gateway.demo().people().get(0).member().id();
    UUID ben = gateway.demo().people().get(1).member().id();
    JsonObject text =
        posted(
            "/messages",
            new JsonObject()
                .put("from", "+12025550190")
                .put("to", new JsonArray().add("+12025550142"))
                .put("text", "for the first workspace alone"));
    UUID voicemail =
        gateway.voicemail(first, ben, ada, "sound".getBytes(StandardCharsets.US_ASCII));
    String _ = gateway.session(first, ada, false);
    OBJECTS.put("messages", text.getString("id"));
    OBJECTS.put(
        "attachments", gateway.attachment(first, UUID.fromString(text.getString("id"))).toString());
    OBJECTS.put("conversations", text.getString("conversation_id"));
    OBJECTS.put("scheduled-texts", scheduled());
    OBJECTS.put(
        "broadcasts",
        posted(
                "/broadcasts",
                new JsonObject()
                    .put("name", "Hours")
                    .put("from", "+12025550190")
                    .put("to", new JsonArray().add("+12025550142"))
                    .put("text", "to all, for the first workspace alone"))
            .getString("id"));
    OBJECTS.put(
        "receiver-lists",
        posted(
                "/receiver-lists",
                new JsonObject()
                    .put("name", "Customers")
                    .put("numbers", new JsonArray().add("+12025550142")))
            .getString("id"));
    OBJECTS.put("dead-letters", failed(first, text));
    OBJECTS.put(
        "notes",
        posted(
                "/conversations/" + OBJECTS.get("conversations") + "/notes",
                new JsonObject().put("text", "for the first team alone"))
            .getString("id"));
    OBJECTS.put(
        "templates",
        posted("/templates", new JsonObject().put("name", "Closed").put("text", "We are closed."))
            .getString("id"));
    OBJECTS.put(
        "rooms",
        posted("/rooms", new JsonObject().put("kind", "channel").put("name", "general"))
            .getString("id"));
    OBJECTS.put(
        "posts",
        posted(
                "/rooms/" + OBJECTS.get("rooms") + "/posts",
                new JsonObject().put("text", "for the first team alone"))
            .getString("id"));
    OBJECTS.put(
        "contacts", posted("/contacts", new JsonObject().put("name", "Grace")).getString("id"));
    picture(OBJECTS.get("contacts"));
    OBJECTS.put("voicemails", voicemail.toString());
    OBJECTS.put("calls", listed("/calls"));
    OBJECTS.put("devices", browsersDevice(gateway.session(first, ada, false)));
    OBJECTS.put("api-keys", listed("/api-keys"));
    OBJECTS.put(
        "app-passwords",
        posted("/app-passwords", new JsonObject().put("name", "Phone")).getString("id"));
    OBJECTS.put("members", ben.toString());
    OBJECTS.put("numbers", listed("/numbers"));
    OBJECTS.put("carrier-accounts", listed("/carrier-accounts"));

    WorkspaceId second = gateway.storage().createWorkspace("Others");
    RunningGateway.Someone other = gateway.someone(second, "stranger@other.invalid", Role.OWNER);
    strangerKey = other.apiKey();
    stranger = gateway.session(second, other.member().id(), false);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject posted(String path, JsonObject body) throws Exception {
    HttpResponse<String> answer = gateway.call("POST", path, owner, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  /// Another text of the conversation that failed for good.
  private static String failed(WorkspaceId workspace, JsonObject text) throws Exception {
    String id =
        posted(
                "/messages",
                new JsonObject()
                    .put("from", text.getString("from"))
                    .put("to", text.getJsonArray("to"))
                    .put("text", "held back")
                    .put("hold_seconds", 30))
            .getString("id");
    boolean ended =
        gateway
            .storage()
            .inWorkspace(
                workspace,
                tx ->
                    new Messages()
                        .advance(
                            tx,
                            UUID.fromString(id),
                            MessageState.FAILED,
                            Optional.of("test"),
                            Optional.empty(),
                            Optional.empty()));
    assertTrue(ended);
    return id;
  }

  private static String scheduled() throws Exception {
    return posted(
            "/scheduled-texts",
            new JsonObject()
                .put("from", "+12025550190")
                .put("to", new JsonArray().add("+12025550142"))
                .put("text", "later, for the first workspace alone")
                .put("send_at", Instant.now().plus(Duration.ofHours(1)).toString()))
        .getString("id");
  }

  private static void picture(String contact) throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
    HttpRequest request =
        gateway
            .request("/api/v1/contacts/" + contact + "/photo")
            .header("authorization", "Bearer " + owner)
            .header("content-type", "image/png")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(png))
            .build();
    assertEquals(200, gateway.send(request).statusCode());
  }

  private static String listed(String path) throws Exception {
    HttpResponse<String> answer = gateway.call("GET", path, owner, new JsonObject());
    return new JsonObject(answer.body()).getJsonArray("data").getJsonObject(0).getString("id");
  }

  private static String browsersDevice(String token) throws Exception {
    HttpResponse<String> me = gateway.browser("GET", "/me", token, new JsonObject());
    return new JsonObject(me.body()).getJsonObject("device").getString("id");
  }

  private static List<Route> routes() {
    return gateway.gateway().table().routes();
  }

  private static List<Route> routesOfObjects() {
    return routes().stream().filter(route -> route.path().contains("{")).toList();
  }

  private static String path(Route route) {
    String kind = route.path().substring(1).split("/", -1)[0];
    String id = OBJECTS.get(kind);
    assertTrue(id != null, () -> "store a `" + kind + "` above, for " + route.path());
    return route.path().replace("{id}", id);
  }

  private static JsonObject body(Route route) {
    return switch (route.method() + " " + route.path()) {
      case "POST /conversations/{id}/read" -> new JsonObject().put("through_seq", 1);
      case "POST /conversations/{id}/consent" -> new JsonObject().put("decision", "opted_out");
      case "POST /rooms/{id}/read" -> new JsonObject().put("through_seq", 1);
      case "PATCH /templates/{id}" -> new JsonObject().put("name", "Else").put("text", "x");
      case "PATCH /rooms/{id}" -> new JsonObject().put("name", "Else");
      case "POST /rooms/{id}/members" ->
          new JsonObject().put("member_ids", new JsonArray().add(OBJECTS.get("members")));
      case "PUT /conversations/{id}/draft",
          "PUT /conversations/{id}/note-draft",
          "PUT /rooms/{id}/draft",
          "POST /rooms/{id}/posts",
          "PATCH /posts/{id}",
          "POST /conversations/{id}/notes",
          "PATCH /notes/{id}" ->
          new JsonObject().put("text", "of a stranger");
      case "PATCH /contacts/{id}" -> new JsonObject().put("name", "Else");
      case "POST /contacts/{id}/restore" -> new JsonObject().put("version", 1);
      case "PATCH /voicemails/{id}" -> new JsonObject().put("heard", true);
      default -> new JsonObject();
    };
  }

  private static int asKey(String method, String path, String key, JsonObject body)
      throws Exception {
    return gateway.call(method, path, key, body).statusCode();
  }

  @Test
  void everyObjectOfTheFirstIsNotFound() throws Exception {
    List<String> faults = new ArrayList<>();
    Set<String> tried = new TreeSet<>();
    for (Route route : routesOfObjects()) {
      String line = route.method() + " " + route.path();
      String path = path(route);
      tried.add(route.path().substring(1).split("/", -1)[0]);
      HttpResponse<String> answer =
          gateway.browser(route.method().name(), path, stranger, body(route));
      boolean told =
          answer.statusCode() == 404
              && "not_found".equals(new JsonObject(answer.body()).getString("code"));
      if (!told) {
        faults.add("session: " + line + " -> " + answer.statusCode());
      }
      int key = asKey(route.method().name(), path, strangerKey, body(route));
      if (key != 404) {
        faults.add("key: " + line + " -> " + key);
      }
      if (route.method().name().equals("GET")) {
        int head =
            gateway
                .send(
                    gateway
                        .request("/api/v1" + path)
                        .header("cookie", "__Host-tandem=" + stranger)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build())
                .statusCode();
        if (head != 404) {
          faults.add("HEAD: " + line + " -> " + head);
        }
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(
        tried.containsAll(
            Set.of(
                "attachments",
                "notes",
                "rooms",
                "templates",
                "posts",
                "messages",
                "conversations",
                "calls",
                "voicemails",
                "contacts",
                "devices",
                "api-keys",
                "app-passwords")),
        tried.toString());
    everythingIsStillThere();
  }

  /// What was tried changed nothing, and its owner reads every one of them.
  private static void everythingIsStillThere() throws Exception {
    for (Route route : routesOfObjects()) {
      if (route.method().name().equals("GET")) {
        assertEquals(200, asKey("GET", path(route), owner, new JsonObject()), route.path());
      }
    }
    String voicemail =
        gateway
            .call("GET", "/voicemails/" + OBJECTS.get("voicemails"), owner, new JsonObject())
            .body();
    assertFalse(new JsonObject(voicemail).getBoolean("heard"));
    String contact =
        gateway.call("GET", "/contacts/" + OBJECTS.get("contacts"), owner, new JsonObject()).body();
    assertEquals("Grace", new JsonObject(contact).getString("name"));
    String devices = gateway.call("GET", "/devices", owner, new JsonObject()).body();
    assertTrue(devices.contains(String.valueOf(OBJECTS.get("devices"))), "still signed in");
  }

  @Test
  void noListOfTheSecondShowsOne() throws Exception {
    for (Route route : routes()) {
      if (route.method().name().equals("GET") && !route.path().contains("{")) {
        String body = gateway.browser("GET", route.path(), stranger, new JsonObject()).body();
        List<String> seen =
            OBJECTS.values().stream().filter(body::contains).collect(Collectors.toList());
        assertEquals(List.of(), seen, route.path());
      }
    }
  }

  @Test
  void theFirstsNumbersAndAccountsServeNobodyElse() throws Exception {
    JsonObject text =
        new JsonObject()
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", "sent from a number of the first");
    for (JsonObject from :
        List.of(
            new JsonObject().put("from", "+12025550190"),
            new JsonObject().put("number_id", OBJECTS.get("numbers")))) {
      int status =
          gateway.browser("POST", "/messages", stranger, text.copy().mergeIn(from)).statusCode();
      assertTrue(status == 404 || status == 422, from.encode() + " -> " + status);
    }
    JsonObject number =
        new JsonObject()
            .put("e164", "+12025550177")
            .put("name", "Mine")
            .put("carrier_account_id", OBJECTS.get("carrier-accounts"));
    int status = gateway.browser("POST", "/numbers", stranger, number).statusCode();
    assertTrue(status == 404 || status == 422, "number on a foreign account -> " + status);
  }
}
