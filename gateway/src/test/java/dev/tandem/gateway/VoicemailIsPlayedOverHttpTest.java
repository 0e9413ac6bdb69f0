package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a stored voicemail is listed, played whole or in parts, marked and deleted by the member
/// it is for, and by nobody else.
///
/// Method: a whole gateway; a sound of several sealed chunks, compared byte for byte.
final class VoicemailIsPlayedOverHttpTest {
  @TempDir static Path data;
  private static final byte[] SOUND = new byte[150_001];
  private static RunningGateway gateway;
  private static String mine;
  private static String colleague;
  private static UUID ada;
  private static UUID ben;

  @BeforeAll
  static void start() throws Exception {
    new Random(7).nextBytes(SOUND);
    gateway = new RunningGateway(data);
    ada = gateway.demo().people().get(0).member().id();
    ben = gateway.demo().people().get(1).member().id();
    mine = gateway.demo().people().get(0).apiKey();
    colleague = gateway.demo().people().get(1).apiKey();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static UUID voicemail() {
    return gateway.voicemail(gateway.demo().workspace(), ben, ada, SOUND);
  }

  private static HttpResponse<byte[]> audio(String method, UUID id, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        gateway
            .request("/api/v1/voicemails/" + id + "/audio")
            .header("authorization", "Bearer " + mine);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return gateway.bytes(request.method(method, HttpRequest.BodyPublishers.noBody()).build());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JsonObject one(UUID id) throws Exception {
    HttpResponse<String> answer = gateway.call("GET", "/voicemails/" + id, mine, new JsonObject());
    assertEquals(200, answer.statusCode(), answer.body());
    return new JsonObject(answer.body());
  }

  @Test
  void itIsListedAndRead() throws Exception {
    UUID id = voicemail();
    JsonObject one = one(id);
    assertEquals("Ben", one.getJsonObject("from").getString("name"));
    assertEquals(2_500, one.getInteger("duration_ms"));
    assertEquals(SOUND.length, one.getInteger("size"));
    assertEquals(new JsonArray("[0,9,200]"), one.getJsonArray("peaks"));
    assertFalse(one.getBoolean("heard"));
    JsonArray list =
        new JsonObject(gateway.call("GET", "/voicemails", mine, new JsonObject()).body())
            .getJsonArray("data");
    assertTrue(list.contains(one), "the list shows the same");
  }

  @Test
  void theWholeSound() throws Exception {
    UUID id = voicemail();
    HttpResponse<byte[]> whole = audio("GET", id);
    assertEquals(200, whole.statusCode());
    assertEquals("audio/ogg", header(whole, "content-type"));
    assertEquals("bytes", header(whole, "accept-ranges"));
    assertTrue(header(whole, "cache-control").startsWith("private"));
    assertArrayEquals(SOUND, whole.body());
    HttpResponse<byte[]> head = audio("HEAD", id);
    assertEquals(200, head.statusCode());
    assertEquals("audio/ogg", header(head, "content-type"));
    assertEquals(Integer.toString(SOUND.length), header(head, "content-length"));
    assertEquals(0, head.body().length);
  }

  @Test
  void partsOfTheSound() throws Exception {
    UUID id = voicemail();
    part(id, "bytes=0-0", 0, 0);
    part(id, "bytes=0-1023", 0, 1_023);
    part(id, "bytes=16383-16385", 16_383, 16_385);
    part(id, "bytes=60000-140000", 60_000, 140_000);
    part(id, "bytes=149000-", 149_000, 150_000);
    part(id, "bytes=149000-999999", 149_000, 150_000);
    part(id, "bytes=-500", 149_501, 150_000);
    part(id, "bytes=-999999", 0, 150_000);
    part(id, "bytes=150000-150000", 150_000, 150_000);
  }

  private static void part(UUID id, String range, int first, int last) throws Exception {
    HttpResponse<byte[]> part = audio("GET", id, "range", range);
    assertEquals(206, part.statusCode(), range);
    assertEquals("bytes " + first + "-" + last + "/150001", header(part, "content-range"), range);
    assertEquals("audio/ogg", header(part, "content-type"));
    assertArrayEquals(Arrays.copyOfRange(SOUND, first, last + 1), part.body(), range);
  }

  @Test
  void partsBehindTheEnd() throws Exception {
    UUID id = voicemail();
    for (String range : new String[] {"bytes=150001-", "bytes=999999-1000000", "bytes=-0"}) {
      HttpResponse<byte[]> refused = audio("GET", id, "range", range);
      assertEquals(416, refused.statusCode(), range);
      assertEquals("bytes */150001", header(refused, "content-range"), range);
      assertEquals("application/problem+json", header(refused, "content-type"));
    }
  }

  @Test
  void whatIsNoRangeOrSeveralGetsTheWhole() throws Exception {
    UUID id = voicemail();
    for (String range :
        new String[] {
          "bytes=0-1,5-6",
          "bytes=9-5",
          "bytes=-",
          "bytes=a-b",
          "lines=1-2",
          "bytes=" + "9".repeat(40)
        }) {
      HttpResponse<byte[]> whole = audio("GET", id, "range", range);
      assertEquals(200, whole.statusCode(), range);
      assertEquals(SOUND.length, whole.body().length, range);
    }
    HttpResponse<byte[]> changed = audio("GET", id, "range", "bytes=0-1", "if-range", "\"x\"");
    assertEquals(200, changed.statusCode(), "a validator that never was given out");
  }

  @Test
  void itIsMarkedAndDeleted() throws Exception {
    UUID id = voicemail();
    for (boolean heard : new boolean[] {true, true, false}) {
      JsonObject body = new JsonObject().put("heard", heard);
      HttpResponse<String> marked = gateway.call("PATCH", "/voicemails/" + id, mine, body);
      assertEquals(200, marked.statusCode(), marked.body());
      assertEquals(heard, new JsonObject(marked.body()).getBoolean("heard"));
      assertEquals(heard, one(id).getBoolean("heard"));
    }
    JsonObject none = new JsonObject();
    assertEquals(422, gateway.call("PATCH", "/voicemails/" + id, mine, none).statusCode());
    assertEquals(204, gateway.call("DELETE", "/voicemails/" + id, mine, none).statusCode());
    assertEquals(404, gateway.call("GET", "/voicemails/" + id, mine, none).statusCode());
    assertEquals(404, audio("GET", id).statusCode());
    assertEquals(404, gateway.call("DELETE", "/voicemails/" + id, mine, none).statusCode());
  }

  @Test
  void aColleagueGetsNothingOfIt() throws Exception {
    UUID id = voicemail();
    JsonObject heard = new JsonObject().put("heard", true);
    String path = "/voicemails/" + id;
    assertEquals(404, gateway.call("GET", path, colleague, heard).statusCode());
    assertEquals(404, gateway.call("GET", path + "/audio", colleague, heard).statusCode());
    assertEquals(404, gateway.call("PATCH", path, colleague, heard).statusCode());
    assertEquals(404, gateway.call("DELETE", path, colleague, heard).statusCode());
    assertFalse(one(id).getBoolean("heard"));
  }
}
