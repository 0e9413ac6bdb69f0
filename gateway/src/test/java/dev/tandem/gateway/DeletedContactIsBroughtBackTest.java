package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who deleted a contact finds it in a list, as it was last and page by page, and brings it
/// back; then it is in that list no more. Method: over HTTP, with contacts that were changed before
/// they went, one of them twice.
final class DeletedContactIsBroughtBackTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    key = gateway.demo().people().getFirst().apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject call(int status, String method, String path, JsonObject body)
      throws Exception {
    HttpResponse<String> answer = gateway.call(method, path, key, body);
    assertEquals(status, answer.statusCode(), method + " " + path);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  private static String made(String name) throws Exception {
    JsonObject contact =
        new JsonObject().put("name", name).put("numbers", new JsonArray().add("+12025550171"));
    return call(201, "POST", "/contacts", contact).getString("id");
  }

  private static void deleted(String id) throws Exception {
    call(204, "DELETE", "/contacts/" + id, new JsonObject());
  }

  private static List<JsonObject> gone() throws Exception {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = call(200, "GET", "/contacts/deleted?limit=2" + cursor, new JsonObject());
      page.getJsonArray("data").forEach(one -> all.add((JsonObject) one));
      cursor =
          page.getValue("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
    } while (!cursor.isEmpty());
    return all;
  }

  private static List<String> names(List<JsonObject> gone) {
    return gone.stream().map(one -> one.getJsonObject("contact").getString("name")).toList();
  }

  private static void bringBack(JsonObject one) throws Exception {
    JsonObject version = new JsonObject().put("version", one.getLong("version"));
    call(200, "POST", "/contacts/" + one.getString("id") + "/restore", version);
  }

  @Test
  void listedThenBack() throws Exception {
    assertEquals(List.of(), gone());
    String first = made("First");
    call(200, "PATCH", "/contacts/" + first, new JsonObject().put("name", "First of all"));
    List<String> ids = List.of(first, made("Second"), made("Third"));
    for (String id : ids) {
      deleted(id);
    }
    made("Stays");
    List<JsonObject> gone = gone();
    assertEquals(List.of("Third", "Second", "First of all"), names(gone));
    String me = gateway.demo().people().getFirst().member().id().toString();
    assertEquals(List.of(me, me, me), gone.stream().map(o -> o.getString("deleted_by")).toList());

    bringBack(gone.getLast());
    assertEquals(List.of("Third", "Second"), names(gone()));
    assertEquals(
        "First of all", call(200, "GET", "/contacts/" + first, new JsonObject()).getString("name"));
    deleted(first);
    assertEquals(List.of("First of all", "Third", "Second"), names(gone()));
    call(400, "GET", "/contacts/deleted?cursor=x", new JsonObject());
  }
}
