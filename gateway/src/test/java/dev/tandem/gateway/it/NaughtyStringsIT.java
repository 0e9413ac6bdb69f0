package dev.tandem.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever people write is stored, shown and sent byte for byte, or refused with a reason.
///
/// Method: strings that break programs go in by the carrier's webhook and out by the API of the
/// packaged program; what the API shows and what the carrier was given is compared with what was
/// written.
final class NaughtyStringsIT {
  private static final String PERSON = "+12025551500";

  /// Directions that turn, marks that pile up, signs of several code points, GSM-7 at its edges,
  /// control characters, and what other programs would run.
  private static final List<String> STRINGS =
      List.of(
          "\u202Eright to left override\u202C",
          "שלום, abc 123 مرحبا",
          "\u2066isolated\u2069 \u200Fmark\u200E",
          "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
          "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇺🇳",
          "\uD800\uDC00\uDBFF\uDFFF astral",
          "zero\u200Bwidth\u200Djoiner\uFEFF",
          "a\u0301 is not á",
          "tab\tnew\nline\r\nreturn",
          "nul\u0000bell\u0007escape\u001B[31mred",
          "€[]{}~^|\\",
          "€".repeat(80),
          "a".repeat(160),
          "a".repeat(161),
          "a".repeat(159) + "€",
          "a".repeat(152) + "€" + "b".repeat(153),
          "ж".repeat(70),
          "ж".repeat(71),
          "ж".repeat(66) + "😀" + "ж".repeat(67),
          "<script>alert('x')</script>&amp;&lt;",
          "'; DROP TABLE tenant.message; --",
          "${jndi:ldap://127.0.0.1/a} #{7*7} {{7*7}} %s%n%x",
          "../../etc/passwd\\..\\",
          "=1+1;@SUM(A1)",
          "  spaces at both ends  ",
          "%00%ff%ED%A0%80 + %2B",
          "null",
          "\uFFFE\uFFFF not characters");

  @Test
  void whatComesInIsShownAsItCame(@TempDir Path directory) throws Exception {
    try (Demo demo = Demo.start(directory, Map.of())) {
      for (int i = 0; i < STRINGS.size(); i++) {
        Webhook text =
            new Webhook("SM%032x".formatted(0xbad000 + i), PERSON, demo.number(0), STRINGS.get(i));
        assertEquals(200, text.deliver(demo).statusCode(), "string " + i);
      }
      assertEquals(STRINGS, new Inbox(demo).read().getOrDefault(PERSON, Inbox.Texts.NONE).in());
      halvesOfCharacters(demo);
    }
  }

  /// A lone surrogate has no UTF-8 (RFC 3629, section 3): not in a form, and not to be sent.
  private static void halvesOfCharacters(Demo demo) throws Exception {
    Webhook text = new Webhook("SM" + "0".repeat(32), PERSON, demo.number(0), "x");
    SignedForm form = new SignedForm(demo.baseUrl().resolve(text.path(demo)), text.form(demo));
    for (String broken : List.of("%ED%A0%80", "%FF", "%C0%80", "%F5%80%80%80", "%E2%82")) {
      HttpRequest request = form.request(demo);
      HttpRequest.Builder again =
          demo.request(text.path(demo), null)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      form.body().replace("Body=x", "Body=" + broken)));
      request.headers().map().forEach((name, values) -> again.header(name, values.getFirst()));
      int status = demo.send(again.build()).statusCode();
      assertTrue(status == 400 || status == 403, broken + " was answered " + status);
    }
    for (String half : List.of("\\ud800", "\\udc00 x", "a\\udbff", "\\udc00\\ud800")) {
      HttpResponse<String> refused = hand(demo, "\"" + half + "\"");
      assertTrue(refused.statusCode() == 422 || refused.statusCode() == 400, refused.body());
      assertFalse(new JsonObject(refused.body()).getString("title").isEmpty());
    }
  }

  @Test
  void whatGoesOutIsGivenToTheCarrierAsItIs(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (LedgerCarrier carrier = new LedgerCarrier(vertx, () -> CarrierFault.NONE, _ -> {});
        Demo demo = Demo.start(directory, Map.of("TANDEM_SANDBOX_URL", carrier.url()))) {
      List<String> taken = new ArrayList<>();
      for (String string : STRINGS) {
        HttpResponse<String> answer = hand(demo, new JsonArray().add(string).encode());
        JsonObject told = new JsonObject(answer.body());
        if (answer.statusCode() == 201) {
          assertEquals(string, told.getString("text"));
          taken.add(string);
        } else {
          assertTrue(answer.statusCode() == 422 || answer.statusCode() == 400, answer.body());
          assertFalse(told.getString("detail", "").isEmpty(), "a refusal says why");
        }
      }
      assertTrue(taken.size() > STRINGS.size() - 3, "hardly any is refused");
      long end = System.nanoTime() + 60_000_000_000L;
      while (carrier.ledger().size() < taken.size()) {
        assertTrue(System.nanoTime() < end, () -> carrier.ledger().size() + " were sent");
        Pause.millis(100);
      }
      assertEquals(taken, carrier.ledger().stream().map(LedgerCarrier.Taken::text).toList());
      assertEquals(taken, new Inbox(demo).read().getOrDefault(PERSON, Inbox.Texts.NONE).out());
    } finally {
      vertx.close().await();
    }
  }

  /// Hands a text in; `text` is JSON, in an array of one or by itself.
  private static HttpResponse<String> hand(Demo demo, String text) throws Exception {
    String one = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    String body =
        "{\"from\":\"%s\",\"to\":[\"%s\"],\"text\":".formatted(demo.number(0), PERSON) + one + "}";
    return demo.send(
        demo.request("/api/v1/messages", demo.apiKey(0))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
