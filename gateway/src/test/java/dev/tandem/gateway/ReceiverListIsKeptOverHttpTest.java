package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a list of receivers is kept once under its name, told, changed and deleted over HTTP; the
/// numbers of a file are read with its bad lines; what is wrong is told by field. Method: a whole
/// gateway.
final class ReceiverListIsKeptOverHttpTest {
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

  private static JsonObject list(String name, String... numbers) {
    return new JsonObject().put("name", name).put("numbers", new JsonArray(List.of(numbers)));
  }

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, ada, body);
  }

  private static JsonObject done(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static List<String> faults(HttpResponse<String> answer) {
    return done(422, answer).getJsonArray("errors").stream()
        .map(it -> ((JsonObject) it).getString("field"))
        .toList();
  }

  private static HttpResponse<String> file(String query, String type, byte[] file)
      throws Exception {
    return gateway.send(
        gateway
            .request("/api/v1/receiver-lists/read" + query)
            .header("authorization", "Bearer " + ada)
            .header("content-type", type)
            .header("idempotency-key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
            .build());
  }

  @Test
  void itIsKeptToldChangedAndDeleted() throws Exception {
    JsonObject made =
        done(
            201,
            call(
                "POST",
                "/receiver-lists",
                list("Customers", "+1 202 555 0143", "+12025550144", "+12025550143")));
    assertEquals(2, made.getInteger("receivers"), "who is named twice is on it once");
    String path = "/receiver-lists/" + made.getString("id");
    assertEquals(
        new JsonArray(List.of("+12025550143", "+12025550144")),
        done(200, call("GET", path, new JsonObject())).getJsonArray("numbers"));
    assertEquals(
        List.of("name"),
        faults(call("POST", "/receiver-lists", list("CUSTOMERS", "+12025550143"))));

    JsonObject named = done(200, call("PATCH", path, new JsonObject().put("name", "Guests")));
    assertEquals(
        List.of("Guests", 2), List.of(named.getString("name"), named.getInteger("receivers")));
    JsonObject others =
        done(
            200,
            call(
                "PATCH",
                path,
                new JsonObject().put("numbers", new JsonArray().add("+442071838750"))));
    assertEquals(
        List.of("Guests", 1), List.of(others.getString("name"), others.getInteger("receivers")));
    JsonObject other = done(201, call("POST", "/receiver-lists", list("Others", "+12025550143")));
    assertEquals(
        List.of("name"),
        faults(call("PATCH", path, new JsonObject().put("name", other.getString("name")))));
    assertEquals(
        List.of("Others", "Guests"),
        done(200, call("GET", "/receiver-lists", new JsonObject())).getJsonArray("data").stream()
            .map(it -> ((JsonObject) it).getString("name"))
            .toList());
    assertEquals(204, call("DELETE", path, new JsonObject()).statusCode());
    for (String method : List.of("GET", "PATCH", "DELETE")) {
      assertEquals(404, call(method, path, new JsonObject()).statusCode(), method);
    }
  }

  @Test
  void whatIsWrongIsToldByField() throws Exception {
    assertEquals(
        List.of("numbers[1]"),
        faults(call("POST", "/receiver-lists", list("A", "+12025550143", "202 555 0144"))));
    assertEquals(List.of("numbers"), faults(call("POST", "/receiver-lists", list("A"))));
    String[] many =
        IntStream.range(0, 1_001).mapToObj("+1212555%04d"::formatted).toArray(String[]::new);
    assertEquals(List.of("numbers"), faults(call("POST", "/receiver-lists", list("A", many))));
    assertEquals(
        List.of("name"),
        faults(call("POST", "/receiver-lists", list("x".repeat(61), "+12025550143"))));
  }

  @Test
  void theNumbersOfAFileAreRead() throws Exception {
    byte[] csv =
        "\ufeffName;Handy\nGrace;(202) 555-0143\nAda;bald\nBob;2025550144\n"
            .getBytes(StandardCharsets.UTF_8);
    JsonObject read = done(200, file("", "text/csv", csv));
    assertEquals(
        new JsonObject()
            .put("columns", new JsonArray().add("Name").add("Handy"))
            .put("column", 1)
            .put("numbers", new JsonArray().add("+12025550143").add("+12025550144"))
            .put("named_twice", 0)
            .put("wrong_lines", 1)
            .put(
                "wrong",
                new JsonArray().add(new JsonObject().put("line", 3).put("reason", "no_number"))),
        read);
    assertEquals(0, done(200, file("?column=0", "text/csv", csv)).getJsonArray("numbers").size());
    assertEquals(
        new JsonArray().add("+442071838750"),
        done(
                200,
                file(
                    "?from=%2B442071838751",
                    "text/plain", "020 7183 8750".getBytes(StandardCharsets.UTF_8)))
            .getJsonArray("numbers"));
    assertEquals(List.of("column"), faults(file("?column=first", "text/csv", csv)));
    assertEquals(
        "unreadable_file", done(422, file("?column=7", "text/csv", csv)).getString("code"));
    HttpResponse<String> workbook = file("", "text/csv", new byte[] {'P', 'K', 3, 4, 'x'});
    assertEquals("unreadable_file", done(422, workbook).getString("code"));
    assertFalse(workbook.body().contains("PK"), "nothing of it is said again");
    assertEquals(415, file("", "application/json", csv).statusCode());
    assertEquals(413, file("", "text/csv", new byte[(1 << 20) + 1]).statusCode());
  }
}
