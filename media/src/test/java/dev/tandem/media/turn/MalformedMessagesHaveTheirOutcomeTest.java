package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.SharedFacts;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: malformed and hostile messages are dropped or answered as the shared vectors expect, and
/// never at length. Method: each vector from a stranger to a fresh machine; the expectation is read
/// from its text.
class MalformedMessagesHaveTheirOutcomeTest {

  private static final TransportAddress STRANGER =
      new TransportAddress(IpAddress.v4(0x09090909), 9);

  @Test
  void sharedVectors() throws Exception {
    for (Object row : SharedFacts.vectors("stun-malformed.json").getJsonArray("cases")) {
      JsonObject vector = (JsonObject) row;
      String name = vector.getString("name");
      byte[] request = HexFormat.of().parseHex(vector.getString("hex"));
      Scene scene = new Scene();
      scene.fromClient(STRANGER, request);
      assertTrue(scene.toClients.size() <= 1, name);
      String outcome =
          scene.toClients.isEmpty()
              ? "drop"
              : String.valueOf(Client.code(Client.read(scene.lastToClient().bytes())));
      assertTrue(expected(vector).contains(outcome), name + " answered " + outcome);
      if (!scene.toClients.isEmpty()) {
        assertTrue(scene.lastToClient().bytes().length <= 3 * request.length, name);
      }
      assertEquals(List.of(), scene.toPeers, name);
      assertTrue(scene.open.isEmpty(), name);
    }
  }

  private static List<String> expected(JsonObject vector) {
    String text = vector.getString("expect");
    if (text.startsWith("drop")) {
      return List.of("drop");
    }
    if (text.startsWith("0x0101") || text.startsWith("only first used")) {
      return List.of("0");
    }
    if (text.startsWith("ignored")) {
      return List.of("drop");
    }
    if (text.startsWith("400 or drop")) {
      return List.of("400", "drop");
    }
    if (text.startsWith("400 (limit 513) or 401")) {
      return List.of("400", "401");
    }
    return List.of(text.substring(0, 3));
  }
}
