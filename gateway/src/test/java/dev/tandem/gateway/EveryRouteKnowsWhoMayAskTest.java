package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.http.Route;
import dev.tandem.storage.Ids;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.call.NewCall;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what the route table says about who may ask is what happens, for every route there is; and
/// the published contract names the same routes.
///
/// Method: a whole gateway with real storage; each route of the table is tried as nobody, with a
/// revoked device, from another site and as a lower role. What another workspace sees is
/// [SecondWorkspaceFindsNothingOfTheFirstTest]'s story.
final class EveryRouteKnowsWhoMayAskTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static RunningGateway.Someone member;
  private static String owner;
  private static Map<String, String> objects;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    member = gateway.someone(gateway.demo().workspace(), "member@demo.invalid", Role.MEMBER);
    owner = gateway.demo().people().getFirst().apiKey();
    JsonObject text =
        new JsonObject(
            gateway
                .call(
                    "POST",
                    "/messages",
                    owner,
                    new JsonObject()
                        .put("from", "+12025550190")
                        .put("to", new JsonArray().add("+12025550142"))
                        .put("text", "hello"))
                .body());
    JsonObject contact =
        new JsonObject(
            gateway
                .call("POST", "/contacts", owner, new JsonObject().put("name", "Somebody"))
                .body());
    UUID call = Ids.next();
    UUID caller = gateway.demo().people().getFirst().member().id();
    boolean opened =
        gateway
            .storage()
            .inWorkspace(
                gateway.demo().workspace(),
                tx -> {
                  new Calls()
                      .open(
                          tx,
                          new NewCall(
                              call,
                              CallDirection.INTERNAL,
                              Optional.of(caller),
                              Optional.of(caller),
                              Optional.empty(),
                              Instant.now()),
                          1);
                  return true;
                });
    assertTrue(opened);
    objects =
        Map.of(
            "/messages/{id}", text.getString("id"),
            "/conversations/{id}", text.getString("conversation_id"),
            "/conversations/{id}/read", text.getString("conversation_id"),
            "/conversations/{id}/consent", text.getString("conversation_id"),
            "/conversations/{id}/messages", text.getString("conversation_id"),
            "/conversations/{id}/timeline", text.getString("conversation_id"),
            "/conversations/{id}/notes", text.getString("conversation_id"),
            "/contacts/{id}", contact.getString("id"),
            "/calls/{id}", call.toString());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static List<Route> routes() {
    return gateway.gateway().table().routes();
  }

  private static String path(Route route) {
    String id = objects.getOrDefault(route.path(), UUID.randomUUID().toString());
    return route.path().replace("{id}", id);
  }

  private static JsonObject body(Route route) {
    return switch (route.method() + " " + route.path()) {
      case "POST /conversations/{id}/read" -> new JsonObject().put("through_seq", 1);
      case "POST /conversations/{id}/consent" -> new JsonObject().put("decision", "opted_out");
      case "POST /conversations/{id}/notes" -> new JsonObject().put("text", "a note");
      case "PATCH /contacts/{id}" -> new JsonObject().put("name", "Else");
      case "PATCH /voicemails/{id}" -> new JsonObject().put("heard", true);
      default -> new JsonObject();
    };
  }

  private static int status(Route route, String apiKey) throws Exception {
    return gateway.call(route.method().name(), path(route), apiKey, body(route)).statusCode();
  }

  @Test
  void nobodyGetsNoFurtherThanTheDoor() throws Exception {
    List<String> faults = new ArrayList<>();
    for (Route route : routes()) {
      boolean open = route.access() == Route.Access.ANYONE;
      for (String key : List.of("", "tdm_" + "A".repeat(43))) {
        int status = status(route, key);
        if (open == (status == 401)) {
          faults.add(route.method() + " " + route.path() + " -> " + status);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void aRevokedDeviceIsNobody() throws Exception {
    WorkspaceId workspace = gateway.demo().workspace();
    UUID ada = gateway.demo().people().getFirst().member().id();
    String revoked = gateway.session(workspace, ada, true);
    String live = gateway.session(workspace, ada, false);
    assertEquals(200, withCookie("GET", "/me", live, ""));
    List<String> faults = new ArrayList<>();
    for (Route route : routes()) {
      if (route.access() != Route.Access.ANYONE) {
        int status =
            withCookie(route.method().name(), path(route), revoked, gateway.gateway().origin());
        if (status != 401) {
          faults.add(route.method() + " " + route.path() + " -> " + status);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void aCookieFromAnotherSiteChangesNothing() throws Exception {
    UUID ada = gateway.demo().people().getFirst().member().id();
    String live = gateway.session(gateway.demo().workspace(), ada, false);
    for (Route route : routes()) {
      if (!route.method().name().equals("GET") && route.access() != Route.Access.ANYONE) {
        String line = route.method() + " " + route.path();
        for (String origin : List.of("", "https://evil.test", "null")) {
          assertEquals(403, withCookie(route.method().name(), path(route), live, origin), line);
        }
      }
    }
  }

  private static int withCookie(String method, String path, String token, String origin)
      throws Exception {
    HttpRequest.Builder builder =
        gateway.request("/api/v1" + path).header("cookie", "__Host-tandem=" + token);
    if (!origin.isEmpty()) {
      builder.header("origin", origin);
    }
    return gateway
        .send(builder.method(method, HttpRequest.BodyPublishers.noBody()).build())
        .statusCode();
  }

  @Test
  void aLowerRoleIsTurnedAway() throws Exception {
    for (Route route : routes()) {
      if (route.method().name().equals("DELETE")) {
        continue;
      }
      int status = status(route, member.apiKey());
      boolean higher = route.access() == Route.Access.ADMIN;
      assertEquals(higher, status == 403, route.method() + " " + route.path() + " -> " + status);
    }
  }

  @Test
  void theContractNamesTheSameRoutes() throws Exception {
    HttpResponse<String> answer = gateway.call("GET", "/openapi.json", "", new JsonObject());
    JsonObject contract = new JsonObject(answer.body());
    TreeSet<String> published = new TreeSet<>();
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
        boolean open = operation.containsKey("security");
        published.add(
            method.toUpperCase(java.util.Locale.ROOT)
                + " "
                + path
                + (open ? " open " : " ")
                + operation.getString("summary"));
      }
    }
    TreeSet<String> served = new TreeSet<>();
    for (Route route : routes()) {
      boolean open = route.access() == Route.Access.ANYONE;
      served.add(route.method() + " " + route.path() + (open ? " open " : " ") + route.summary());
    }
    assertEquals(served, published);
    List<Object> codes =
        contract
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Problem")
            .getJsonObject("properties")
            .getJsonObject("code")
            .getJsonArray("enum")
            .stream()
            .toList();
    assertEquals(Arrays.stream(ProblemCode.values()).map(ProblemCode::word).toList(), codes);
  }
}
