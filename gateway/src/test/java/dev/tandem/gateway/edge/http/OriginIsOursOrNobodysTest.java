package dev.tandem.gateway.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Goal: an `Origin` is our own page's or it is foreign; nothing in between.
///
/// Method: published look-alikes against the one comparison that REST and WebSocket share.
final class OriginIsOursOrNobodysTest {
  @Test
  void lookAlikesAreForeign() throws Exception {
    Path file =
        Path.of(System.getProperty("tandem.shared", "../../shared"))
            .resolve("vectors/web-ws_handshake.json");
    Assumptions.assumeTrue(Files.exists(file), "the published cases are not on this machine");
    JsonObject vectors = new JsonObject(Files.readString(file));
    PublicAddress address =
        new PublicAddress(URI.create(vectors.getString("origin_allowed")), 8443);
    JsonArray cases = vectors.getJsonArray("cases");
    assertFalse(cases.isEmpty());
    for (Object one : cases) {
      JsonObject entry = (JsonObject) one;
      Optional<String> origin = Optional.ofNullable(entry.getString("origin"));
      boolean expected = entry.getInteger("expect") == 101;
      assertEquals(expected, address.isOwn(origin), origin.orElse("(none)"));
    }
  }
}
