package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a picture that came with a text is told with the text and read by members, in parts too,
/// as what it is and with nothing in it that runs. Method: a whole gateway, one kept picture.
final class PictureIsShownToMembersTest {
  @Test
  void itIsToldWithItsTextAndReadByItsId(@TempDir Path data) throws Exception {
    try (RunningGateway gateway = new RunningGateway(data)) {
      String ada = gateway.demo().people().getFirst().apiKey();
      JsonObject text =
          new JsonObject(
              gateway
                  .call(
                      "POST",
                      "/messages",
                      ada,
                      new JsonObject()
                          .put("from", "+12025550190")
                          .put("to", new JsonArray().add("+12025550142"))
                          .put("text", "hello"))
                  .body());
      UUID id =
          gateway.attachment(gateway.demo().workspace(), UUID.fromString(text.getString("id")));
      String path = "/messages/" + text.getString("id");
      JsonObject told =
          new JsonObject(gateway.call("GET", path, ada, new JsonObject()).body())
              .getJsonArray("media")
              .getJsonObject(0);
      assertEquals(id.toString(), told.getString("id"));
      assertEquals("kept", told.getString("state"));
      assertEquals("image/png", told.getString("type"));
      assertEquals(RunningGateway.PICTURE.length, told.getInteger("size"));

      HttpResponse<byte[]> whole = gateway.bytes(read(gateway, id, ada).build());
      assertEquals(200, whole.statusCode());
      assertArrayEquals(RunningGateway.PICTURE, whole.body());
      assertEquals("image/png", header(whole, "content-type"));
      assertEquals("default-src 'none'; sandbox", header(whole, "content-security-policy"));
      assertEquals("nosniff", header(whole, "x-content-type-options"));
      HttpResponse<byte[]> part =
          gateway.bytes(read(gateway, id, ada).header("range", "bytes=1-3").build());
      assertEquals(206, part.statusCode());
      assertArrayEquals(new byte[] {'P', 'N', 'G'}, part.body());
    }
  }

  private static java.net.http.HttpRequest.Builder read(
      RunningGateway gateway, UUID id, String key) {
    return gateway
        .request("/api/v1/attachments/" + id)
        .header("authorization", "Bearer " + key)
        .GET();
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
