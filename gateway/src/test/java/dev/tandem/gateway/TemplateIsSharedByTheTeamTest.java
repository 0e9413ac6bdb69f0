package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: over HTTP members write templates, put each other's right and delete them; a variable that
/// there is not, a name that is taken and an empty text are refused with what to do. Method: a
/// whole gateway, two members.
final class TemplateIsSharedByTheTeamTest {
  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String ada;
  private static String ben;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().get(0).apiKey();
    ben = gateway.demo().people().get(1).apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static JsonObject template(String name, String text) {
    return new JsonObject().put("name", name).put("text", text);
  }

  private static HttpResponse<String> ask(String method, String path, String key, JsonObject body)
      throws Exception {
    return gateway.call(method, path, key, body);
  }

  @Test
  void itIsWrittenChangedAndDeletedByAnyMember() throws Exception {
    String text = "Hi {{contact.first_name|there}}, {{workspace.name}} is closed today.";
    HttpResponse<String> made = ask("POST", "/templates", ada, template("Closed", text));
    assertEquals(201, made.statusCode(), made.body());
    String path = "/templates/" + new JsonObject(made.body()).getString("id");
    assertEquals(
        text, new JsonObject(ask("GET", path, ben, new JsonObject()).body()).getString("text"));
    assertEquals(422, ask("POST", "/templates", ben, template("closed", "x")).statusCode());
    HttpResponse<String> changed =
        ask("PATCH", path, ben, template("Closed today", "We are closed."));
    assertEquals(200, changed.statusCode(), changed.body());
    assertEquals(201, ask("POST", "/templates", ada, template("Closed", "again")).statusCode());
    assertEquals(422, ask("PATCH", path, ben, template("CLOSED", "taken")).statusCode());
    assertTrue(ask("GET", "/templates", ada, new JsonObject()).body().contains("We are closed."));
    assertEquals(204, ask("DELETE", path, ben, new JsonObject()).statusCode());
    assertEquals(404, ask("DELETE", path, ben, new JsonObject()).statusCode());
    assertEquals(404, ask("GET", path, ben, new JsonObject()).statusCode());
  }

  @Test
  void whatCannotBeFilledIsRefused() throws Exception {
    for (JsonObject bad :
        List.of(
            template("", "text"),
            template("no text", ""),
            template("blank", "  "),
            template("shoes", "{{contact.shoe_size}}"),
            template("x".repeat(61), "text"),
            template("long", "x".repeat(1_601)),
            template("more", "text").put("to", "+12025550142"))) {
      assertEquals(422, ask("POST", "/templates", ada, bad).statusCode(), bad.encode());
    }
    assertTrue(
        ask("POST", "/templates", ada, template("shoes", "{{contact.shoe_size}}"))
            .body()
            .contains("contact.first_name"),
        "which variables there are");
  }
}
