package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.contact.DeletionBrake;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a contact with everything it can have, its history, its picture, and the address book as a
/// file, through the interface; changes that cross are told; files that cannot be taken change
/// nothing. Method: a whole gateway, its first member's API key.
final class ContactsGoInAndOutTest {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4
  };

  @TempDir static Path data;
  private static RunningGateway gateway;
  private static String owner;
  private static String member;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
    owner = gateway.demo().people().get(0).apiKey();
    member = gateway.demo().people().get(1).apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> call(String method, String path, JsonObject body)
      throws Exception {
    return gateway.call(method, path, owner, body);
  }

  private static JsonObject done(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  private static JsonObject made(JsonObject body) throws Exception {
    return done(201, call("POST", "/contacts", body));
  }

  private static HttpResponse<String> file(String path, String type, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        gateway
            .request("/api/v1" + path)
            .header("authorization", "Bearer " + owner)
            .header("content-type", type);
    if (headers.length > 0) {
      request.headers(headers);
    }
    String method = path.endsWith("/photo") ? "PUT" : "POST";
    return gateway.send(
        request.method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  @Test
  void every_field_of_a_contact() throws Exception {
    JsonObject fields =
        new JsonObject()
            .put("name", "Dr. Ann Lee")
            .put("prefix", "Dr.")
            .put("given", "Ann")
            .put("family", "Lee")
            .put("nickname", "Annie")
            .put("organisation", "Acme")
            .put("department", "Research")
            .put("title", "Chief")
            .put("birthday", "1985-04-12")
            .put(
                "phones",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("number", "(202) 555-0143")
                            .put("types", new JsonArray().add("cell")))
                    .add(new JsonObject().put("number", "ext. 12")))
            .put(
                "emails",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("value", "ann@example.org")
                            .put("types", new JsonArray().add("work"))))
            .put(
                "addresses",
                new JsonArray()
                    .add(new JsonObject().put("street", "1 Main St").put("country", "USA")))
            .put(
                "custom",
                new JsonArray().add(new JsonObject().put("label", "Customer").put("value", "4711")))
            .put("notes", "met in Riga\n");
    JsonObject contact = made(fields);
    assertEquals(new JsonArray().add("+12025550143"), contact.getJsonArray("numbers"));
    assertEquals("met in Riga", contact.getString("notes"));
    String path = "/contacts/" + contact.getString("id");
    assertEquals(contact, done(200, call("GET", path, new JsonObject())));

    // The old shape goes on: the number that is there keeps how it was written.
    JsonObject patch =
        new JsonObject().put("numbers", new JsonArray().add("+12025550143").add("+12025550144"));
    JsonObject patched = done(200, call("PATCH", path, patch));
    assertEquals(3, patched.getJsonArray("phones").size());
    assertEquals(
        "(202) 555-0143", patched.getJsonArray("phones").getJsonObject(0).getString("number"));
    assertEquals("Annie", patched.getString("nickname"));
    assertEquals(
        "Lee",
        done(200, call("PATCH", path, new JsonObject().put("name", "Dr. Ann Lee")))
            .getString("family"));
    assertEquals(
        "",
        done(200, call("PATCH", path, new JsonObject().put("name", "Ann Berg")))
            .getString("family"));
  }

  @Test
  void bad_fields_are_named() throws Exception {
    JsonObject answer =
        done(
            422,
            call(
                "POST",
                "/contacts",
                new JsonObject()
                    .put("emails", new JsonArray().add(new JsonObject().put("valu", "a@b")))
                    .put("notes", 7)));
    List<String> named =
        answer.getJsonArray("errors").stream()
            .map(it -> ((JsonObject) it).getString("field"))
            .toList();
    assertTrue(
        named.containsAll(List.of("name", "emails[0].value", "emails[0].valu", "notes")),
        named.toString());
  }

  @Test
  void changes_that_cross_are_told() throws Exception {
    JsonObject contact = made(new JsonObject().put("name", "Cross"));
    String path = "/api/v1/contacts/" + contact.getString("id");
    for (int expected : List.of(200, 412)) {
      HttpResponse<String> answer =
          gateway.send(
              gateway
                  .request(path)
                  .header("authorization", "Bearer " + owner)
                  .header("content-type", "application/json")
                  .header("if-match", contact.getString("etag"))
                  .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"notes\":\"mine\"}"))
                  .build());
      assertEquals(expected, answer.statusCode(), answer.body());
    }
  }

  @Test
  void history_and_a_removed_contact_that_comes_back() throws Exception {
    JsonObject contact = made(new JsonObject().put("name", "Before"));
    String path = "/contacts/" + contact.getString("id");
    done(200, call("PATCH", path, new JsonObject().put("name", "After")));
    done(204, call("DELETE", path, new JsonObject()));
    assertEquals(404, call("GET", path, new JsonObject()).statusCode());
    JsonArray history =
        done(200, call("GET", path + "/history", new JsonObject())).getJsonArray("data");
    assertEquals(2, history.size());
    assertTrue(history.getJsonObject(0).getBoolean("deleted"));
    assertEquals("After", history.getJsonObject(0).getJsonObject("contact").getString("name"));
    JsonObject back =
        done(200, call("POST", path + "/restore", new JsonObject().put("version", 1)));
    assertEquals("Before", back.getString("name"));
    assertEquals(3, back.getInteger("version"));
    assertEquals(
        404, call("POST", path + "/restore", new JsonObject().put("version", 9)).statusCode());
  }

  @Test
  void pictures() throws Exception {
    JsonObject contact = made(new JsonObject().put("name", "Picture"));
    String path = "/contacts/" + contact.getString("id") + "/photo";
    assertEquals(415, file(path, "text/html", PNG).statusCode());
    assertEquals(422, file(path, "image/jpeg", PNG).statusCode());
    assertEquals(413, file(path, "image/png", new byte[(1 << 20) + 1]).statusCode());
    assertEquals(404, call("GET", path, new JsonObject()).statusCode());
    done(200, file(path, "image/png", PNG));
    HttpResponse<byte[]> got =
        gateway.bytes(
            gateway.request("/api/v1" + path).header("authorization", "Bearer " + owner).build());
    assertArrayEquals(PNG, got.body());
    assertEquals("image/png", got.headers().firstValue("content-type").orElse(""));
    HttpResponse<byte[]> export =
        gateway.bytes(
            gateway
                .request("/api/v1/contacts/export?version=3.0")
                .header("authorization", "Bearer " + owner)
                .build());
    assertTrue(new String(export.body(), UTF_8).contains("PHOTO;ENCODING=b;TYPE=png:"));
    done(200, call("DELETE", path, new JsonObject()));
    assertEquals(404, call("GET", path, new JsonObject()).statusCode());
  }

  @Test
  void a_file_in_twice_and_out() throws Exception {
    String csv =
        "First Name,Last Name,Phone,E-mail,Shoe size\n"
            + "Ida,Import,+12025550171,ida@example.org,38\n"
            + "Ida,Twice,,IDA@example.org,39\n"
            + ",,,,40\n";
    JsonObject preview =
        done(
            200,
            file("/contacts/import?preview=true", "text/csv; charset=utf-8", csv.getBytes(UTF_8)));
    assertEquals(1, preview.getInteger("made"), preview.encode());
    assertEquals(1, preview.getInteger("merged"), preview.encode());
    assertEquals(1, preview.getInteger("refused"));
    assertEquals("phone", preview.getJsonArray("columns").getJsonObject(2).getString("column"));

    JsonObject taken = done(200, file("/contacts/import", "text/csv", csv.getBytes(UTF_8)));
    assertEquals(preview.getInteger("made"), taken.getInteger("made"));
    assertEquals(preview.getInteger("merged"), taken.getInteger("merged"));
    JsonObject row = taken.getJsonArray("rows").getJsonObject(0);
    JsonObject ida =
        done(200, call("GET", "/contacts/" + row.getString("contact_id"), new JsonObject()));
    assertEquals("Ida Import", ida.getString("name"));
    assertEquals(2, ida.getJsonArray("custom").size());

    JsonObject again = done(200, file("/contacts/import", "text/csv", csv.getBytes(UTF_8)));
    assertEquals(
        List.of(0, 0, 2),
        List.of(again.getInteger("made"), again.getInteger("merged"), again.getInteger("skipped")));

    HttpResponse<String> export = call("GET", "/contacts/export", new JsonObject());
    assertEquals(200, export.statusCode());
    assertTrue(export.body().contains("VERSION:4.0") && export.body().contains("FN:Ida Import"));
    JsonObject same =
        done(200, file("/contacts/import", "text/vcard", export.body().getBytes(UTF_8)));
    assertEquals(
        List.of(0, 0, 0),
        List.of(same.getInteger("made"), same.getInteger("merged"), same.getInteger("refused")),
        same.encode());
  }

  @Test
  void files_that_cannot_be_taken() throws Exception {
    JsonObject told = done(422, file("/contacts/import", "text/vcard", "hello".getBytes(UTF_8)));
    assertEquals("unreadable_file", told.getString("code"));
    assertEquals(
        415, file("/contacts/import", "application/json", "{}".getBytes(UTF_8)).statusCode());
    assertEquals(413, file("/contacts/import", "text/csv", new byte[(16 << 20) + 1]).statusCode());
    assertEquals(
        422,
        file("/contacts/import?columns=shoe", "text/csv", "a\nb".getBytes(UTF_8)).statusCode());
    HttpResponse<String> nobody =
        gateway.send(
            gateway
                .request("/api/v1/contacts/import")
                .header("content-type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1000]))
                .build());
    assertEquals(401, nobody.statusCode());
  }

  @Test
  void the_brake_holds_a_member_and_an_admin_goes_on() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i <= DeletionBrake.ALWAYS; i++) {
      ids.add(made(new JsonObject().put("name", "Brake " + i)).getString("id"));
    }
    for (int i = 0; i < DeletionBrake.ALWAYS; i++) {
      assertEquals(
          204,
          gateway.call("DELETE", "/contacts/" + ids.get(i), member, new JsonObject()).statusCode());
    }
    String last = "/contacts/" + ids.getLast();
    JsonObject told = done(409, gateway.call("DELETE", last, member, new JsonObject()));
    assertEquals("mass_deletion", told.getString("code"));
    String confirmed = last + "?confirm_mass_deletion=true";
    assertEquals(403, gateway.call("DELETE", confirmed, member, new JsonObject()).statusCode());
    done(204, call("DELETE", confirmed, new JsonObject()));
  }

  @Test
  void the_address_book_goes_back_and_an_outside_time_is_refused() throws Exception {
    JsonObject told =
        done(
            422,
            call("POST", "/contacts/restore", new JsonObject().put("at", "2020-01-01T00:00:00Z")));
    assertEquals("at", told.getJsonArray("errors").getJsonObject(0).getString("field"));
    assertEquals(
        403,
        gateway
            .call(
                "POST",
                "/contacts/restore",
                member,
                new JsonObject().put("at", "2020-01-01T00:00:00Z"))
            .statusCode());
  }
}
