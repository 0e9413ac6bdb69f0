package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a file goes from a member's hands to the carrier byte for byte, within limits that say
/// what to do, and nobody else gets at it on the way. Method: a whole gateway with the sandbox,
/// whose REST interface tells what it fetched.
final class PictureIsUploadedAndSentTest {
  private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

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

  /// A GIF is passed on as it is.
  private static byte[] gif(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    System.arraycopy("GIF89a".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 6);
    return bytes;
  }

  private static HttpResponse<String> upload(
      String key, String type, byte[] content, String idempotencyKey) throws Exception {
    return gateway.send(
        gateway
            .request("/api/v1/attachments")
            .header("authorization", "Bearer " + key)
            .header("content-type", type)
            .header("idempotency-key", idempotencyKey)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)))
            .build());
  }

  private static JsonObject uploaded(byte[] content) throws Exception {
    HttpResponse<String> answer = upload(ada, "image/gif", content, UUID.randomUUID().toString());
    assertEquals(201, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  private static HttpResponse<String> send(String key, String text, String... media)
      throws Exception {
    return gateway.call(
        "POST",
        "/messages",
        key,
        new JsonObject()
            .put("from", "+12025550190")
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", text)
            .put("media", new JsonArray(List.of(media))));
  }

  private static String code(HttpResponse<String> answer) {
    return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
  }

  @Test
  void theCarrierHasWhatTheMemberUploaded() throws Exception {
    byte[] picture = gif(300_000, 1);
    JsonObject draft = uploaded(picture);
    assertEquals("draft", draft.getString("state"));
    assertEquals("image/gif", draft.getString("type"));
    assertEquals(picture.length, draft.getInteger("size"));
    String id = draft.getString("id");

    HttpResponse<String> sent = send(ada, "", id);
    assertEquals(201, sent.statusCode(), sent.body());
    JsonObject with = new JsonObject(sent.body()).getJsonArray("media").getJsonObject(0);
    assertEquals(id, with.getString("id"));
    assertEquals("kept", with.getString("state"));

    JsonObject message = new JsonObject();
    JsonArray media = new JsonArray();
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (media.isEmpty() && Instant.now().isBefore(end)) {
      JsonArray messages = sandbox("Messages.json").getJsonArray("messages");
      message = messages.isEmpty() ? new JsonObject() : messages.getJsonObject(0);
      media =
          message.containsKey("sid")
              ? sandbox("Messages/" + message.getString("sid") + "/Media.json")
                  .getJsonArray("media_list")
              : media;
    }
    assertEquals(1, media.size());
    assertEquals("image/gif", media.getJsonObject(0).getString("content_type"));
    String path =
        "Messages/"
            + message.getString("sid")
            + "/Media/"
            + media.getJsonObject(0).getString("sid");
    assertArrayEquals(picture, sandboxBytes(path));

    HttpResponse<byte[]> shown =
        gateway.bytes(
            gateway
                .request("/api/v1/attachments/" + id)
                .header("authorization", "Bearer " + ben)
                .build());
    assertArrayEquals(picture, shown.body(), "and the team sees it");
    assertEquals("422 invalid_fields", code(send(ada, "again", id)), "it has its text");
  }

  private static JsonObject sandbox(String path) throws Exception {
    return new JsonObject(new String(sandboxBytes(path), StandardCharsets.UTF_8));
  }

  private static byte[] sandboxBytes(String path) throws Exception {
    var access = gateway.demo().sandbox();
    URI url =
        gateway
            .gateway()
            .sandboxApi()
            .orElseThrow()
            .resolve("/2010-04-01/Accounts/" + access.accountId() + "/" + path);
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (access.accountId() + ":" + access.authToken().reveal())
                    .getBytes(StandardCharsets.UTF_8));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(url).header("authorization", "Basic " + basic).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }

  @Test
  void whatCannotBeTakenSaysWhy() throws Exception {
    byte[] script = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);
    String fresh = "k-" + UUID.randomUUID();
    assertEquals("422 unreadable_file", code(upload(ada, "image/png", script, fresh)));
    assertEquals("422 unreadable_file", code(upload(ada, "image/png", new byte[0], fresh)));
    assertEquals("422 unreadable_file", code(upload(ada, "image/png", PNG_HEAD, fresh)), "cut");
    assertEquals("422 unreadable_file", code(upload(ada, "audio/mpeg", gif(99, 2), fresh)));
    assertEquals(
        "413 body_too_large", code(upload(ada, "image/gif", gif(5 * 1024 * 1024 + 1, 3), fresh)));
    assertEquals("401 unauthenticated", code(upload("", "image/gif", gif(9, 4), fresh)));
    assertEquals(201, upload(ada, "image/gif", gif(5 * 1024 * 1024, 5), fresh).statusCode());
  }

  @Test
  void theSameKeyIsTheSameFile() throws Exception {
    String key = "k-" + UUID.randomUUID();
    HttpResponse<String> first = upload(ada, "image/gif", gif(500, 6), key);
    HttpResponse<String> again = upload(ada, "image/gif", gif(500, 6), key);
    assertEquals(first.body(), again.body());
    assertEquals("409 idempotency_conflict", code(upload(ada, "image/gif", gif(500, 7), key)));
  }

  @Test
  void aDraftIsItsMembersAlone() throws Exception {
    String id = uploaded(gif(600, 8)).getString("id");
    assertEquals(
        404, gateway.call("GET", "/attachments/" + id, ben, new JsonObject()).statusCode());
    assertEquals(
        404, gateway.call("DELETE", "/attachments/" + id, ben, new JsonObject()).statusCode());
    assertEquals("422 invalid_fields", code(send(ben, "look", id)));
    assertEquals(
        200, gateway.call("GET", "/attachments/" + id, ada, new JsonObject()).statusCode());
    assertEquals(
        204, gateway.call("DELETE", "/attachments/" + id, ada, new JsonObject()).statusCode());
    assertEquals("422 invalid_fields", code(send(ada, "look", id)));
    assertEquals("422 invalid_fields", code(send(ada, "look", "no id")));
    assertEquals("422 invalid_fields", code(send(ada, "")), "nothing at all");
  }

  @Test
  void nobodyHoardsUploads() throws Exception {
    String key =
        gateway.someone(gateway.demo().workspace(), "hoarder@demo.invalid", Role.MEMBER).apiKey();
    for (int i = 0; i < Uploads.MOST; i++) {
      assertEquals(
          201, upload(key, "image/gif", gif(50, i), "k-" + UUID.randomUUID()).statusCode());
    }
    assertEquals(
        "409 conflict", code(upload(key, "image/gif", gif(50, 0), "k-" + UUID.randomUUID())));
  }

  @Test
  void whoHasNoNameGetsNothing() throws Exception {
    String account = gateway.demo().sandbox().accountId();
    for (String name : List.of("A".repeat(54), "A".repeat(54) + ".gif", "x", "A".repeat(3_000))) {
      for (String owner : List.of(account, "AC" + "0".repeat(32))) {
        HttpResponse<String> answer =
            gateway.send(gateway.request("/carriers/sandbox/" + owner + "/media/" + name).build());
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("not any more"), answer.body());
      }
    }
  }

  @Test
  void theNumberTellsWhatMayGoAlong() throws Exception {
    JsonObject number =
        new JsonObject(gateway.call("GET", "/numbers", ada, new JsonObject()).body())
            .getJsonArray("data")
            .getJsonObject(0);
    assertEquals(10, number.getJsonObject("media").getInteger("max_files"));
    assertTrue(number.getJsonObject("media").getJsonArray("types").contains("image/jpeg"));
  }
}
