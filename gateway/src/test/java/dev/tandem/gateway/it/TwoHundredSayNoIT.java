package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: who says no in any of ten languages gets no more texts; who says something else does.
///
/// Method: 200 people say no and 200 do not, each in their own words, by the carrier's webhook of
/// the packaged program. Then every one of them is texted by the API, and the carrier's ledger says
/// whom a text reached.
final class TwoHundredSayNoIT {
  private static final Path PHRASES =
      Path.of("../messaging/src/test/resources/dev/tandem/messaging/consent");
  private static final int HELD_BACK = 409;
  private static final int CREATED = 201;

  @Test
  void nobodyOfThemIsTextedAndEverybodyElseIs(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (LedgerCarrier carrier = new LedgerCarrier(vertx, () -> CarrierFault.NONE, _ -> {});
        Demo demo = Demo.start(directory, Map.of("TANDEM_SANDBOX_URL", carrier.url()))) {
      List<String> no = say(demo, "opt-outs.tsv", 1_000);
      List<String> other = say(demo, "harmless.tsv", 2_000);
      for (String person : no) {
        HttpResponse<String> refused = text(demo, person);
        assertEquals(HELD_BACK, refused.statusCode(), refused.body());
        assertEquals("no_consent", new JsonObject(refused.body()).getString("code"));
      }
      for (String person : other) {
        HttpResponse<String> sent = text(demo, person);
        assertEquals(CREATED, sent.statusCode(), sent.body());
      }
      long end = System.nanoTime() + 120_000_000_000L;
      while (carrier.ledger().size() < other.size()) {
        assertTrue(System.nanoTime() < end, () -> carrier.ledger().size() + " were sent");
        Pause.millis(100);
      }
      Set<String> reached =
          carrier.ledger().stream().map(LedgerCarrier.Taken::to).collect(Collectors.toSet());
      assertEquals(Set.copyOf(other), reached);
    } finally {
      vertx.close().await();
    }
  }

  /// Each phrase is called in by a person of its own; who they are.
  private static List<String> say(Demo demo, String file, int first) throws Exception {
    List<String> phrases =
        Files.readAllLines(PHRASES.resolve(file)).stream()
            .map(line -> line.substring(line.indexOf('\t') + 1))
            .toList();
    assertEquals(200, phrases.size());
    List<String> people =
        IntStream.range(first, first + 200).mapToObj("+1202555%04d"::formatted).toList();
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < phrases.size(); i++) {
      String sid = "SM%032x".formatted(0xc05e0000L + first + i);
      answers.add(
          new Webhook(sid, people.get(i), demo.number(0), phrases.get(i))
              .deliver(demo)
              .statusCode());
    }
    assertEquals(Set.of(200), Set.copyOf(answers));
    return people;
  }

  private static HttpResponse<String> text(Demo demo, String person) throws Exception {
    return demo.post(
        "/api/v1/messages",
        demo.apiKey(0),
        new JsonObject()
            .put("from", demo.number(0))
            .put("to", new JsonArray().add(person))
            .put("text", "Your table is ready."));
  }
}
