package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a carrier was told is taken, is kept: a 2xx means committed.
///
/// Method: five rounds of one signed text and `kill -9` the moment its 2xx is read; after the
/// restart the text is there once, and the carrier's repeat of it changes nothing.
final class KilledAfterTheWebhookKeepsTheTextIT {
  private static final int ROUNDS = 5;

  @Test
  void anAcceptedTextOutlivesTheProcess(@TempDir Path directory) throws Exception {
    try (Demo demo = Demo.start(directory, Map.of())) {
      for (int round = 0; round < ROUNDS; round++) {
        Webhook webhook =
            new Webhook(
                "SM%032x".formatted(0xabc000 + round),
                "+12025550%03d".formatted(150 + round),
                demo.number(0),
                "kept through round " + round);
        assertEquals(200, webhook.deliver(demo).statusCode());
        demo.kill();
        demo.restart();
        assertEquals(1, countOf(demo, webhook.text()), "after the kill of round " + round);
        assertEquals(200, webhook.deliver(demo).statusCode(), "the carrier's repeat");
        assertEquals(1, countOf(demo, webhook.text()), "after the repeat of round " + round);
      }
    }
  }

  private static long countOf(Demo demo, String text) throws Exception {
    long count = 0;
    for (JsonObject conversation : demo.list("/api/v1/conversations", 0)) {
      List<JsonObject> messages =
          demo.list("/api/v1/conversations/" + conversation.getString("id") + "/messages", 0);
      count += messages.stream().filter(m -> text.equals(m.getString("text"))).count();
    }
    return count;
  }
}
