package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.ProblemCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: every address that says how the gateway is answers in its format, and what is counted of
/// texts, calls and the relay is there under the names that the README lists.
///
/// Method: a whole gateway; a text through the carrier inside it.
final class StatusAndMetricsAnswerTest {
  @TempDir static Path data;
  private static RunningGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new RunningGateway(data);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return gateway.send(gateway.request(path).GET().build());
  }

  private static String metrics() throws Exception {
    int port = gateway.config().metrics().port();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertTrue(answer.headers().firstValue("content-type").orElse("").startsWith("text/plain"));
      return answer.body();
    }
  }

  @Test
  void everyAddressAnswersInItsFormat() throws Exception {
    for (String path : List.of("/health/live", "/health/ready", "/health/startup")) {
      HttpResponse<String> health = get(path);
      assertEquals(200, health.statusCode(), path + health.body());
      assertEquals("application/health+json", type(health), path);
    }
    for (String path :
        List.of(
            "summary",
            "status",
            "components",
            "incidents",
            "incidents/unresolved",
            "scheduled-maintenances")) {
      HttpResponse<String> status = get("/api/v2/" + path + ".json");
      assertEquals(200, status.statusCode(), path);
      assertEquals("application/json", type(status), path);
      assertEquals("Tandem", new JsonObject(status.body()).getJsonObject("page").getString("name"));
    }
    for (String path : List.of("/status", "/api/v1/docs")) {
      assertEquals("text/html", type(get(path)), path);
    }
    assertEquals(200, get("/api/v1/openapi.json").statusCode());
    assertTrue(get("/.well-known/security.txt").body().contains("Contact: "));
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
  }

  @Test
  void whatAProblemsTypePointsAtIsAPage() throws Exception {
    for (ProblemCode code : ProblemCode.values()) {
      HttpResponse<String> page = get("/problems/" + code.word());
      assertEquals(200, page.statusCode(), code.word());
      assertTrue(page.body().contains("<code>" + code.word() + "</code>"), code.word());
    }
    assertEquals(404, get("/problems/no_such_problem").statusCode());
  }

  @Test
  void theHistoryIsAFeed() throws Exception {
    HttpResponse<String> feed = get("/status/history.rss");
    assertEquals(200, feed.statusCode());
    assertEquals("application/rss+xml", type(feed));
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(feed.body().getBytes(StandardCharsets.UTF_8)));
    assertEquals("rss", document.getDocumentElement().getTagName());
    assertEquals("2.0", document.getDocumentElement().getAttribute("version"));
    for (String needed : List.of("title", "link", "description")) {
      assertEquals(1, document.getElementsByTagName(needed).getLength(), needed);
    }
  }

  @Test
  void everythingThatIsCountedIsThereFromTheStart() throws Exception {
    String all = metrics();
    for (String line :
        List.of(
            "tandem_calls_open 0.0",
            "tandem_calls_ended_total{outcome=\"answered\"} 0.0",
            "tandem_calls_ended_total{outcome=\"missed\"} 0.0",
            "tandem_calls_records_total{event=\"retried\"} 0.0",
            "tandem_relay_allocations 0.0",
            "tandem_relay_allocations_made_total 0.0",
            "tandem_relay_packets_total 0.0",
            "tandem_relay_bytes_total 0.0",
            "tandem_relay_drops_total{reason=",
            "tandem_messages_total{state=\"failed\"} 0.0",
            "jvm_memory_used_bytes{")) {
      assertTrue(all.contains(line), line);
    }
    assertFalse(all.contains("+1202555"), "no number of anybody");
  }

  @Test
  void aTextCountsInEachStateItTakes() throws Exception {
    String key = gateway.demo().people().getFirst().apiKey();
    JsonObject text =
        new JsonObject()
            .put("from", "+12025550190")
            .put("to", new JsonArray().add("+12025550142"))
            .put("text", "count me");
    assertEquals(201, gateway.call("POST", "/messages", key, text).statusCode());
    for (String state : List.of("queued", "sending", "sent", "delivered")) {
      String line = "tandem_messages_total{state=\"" + state + "\"} 1.0";
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!metrics().contains(line) && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertTrue(metrics().contains(line), line);
    }
    assertTrue(metrics().contains("tandem_http_requests_seconds_count{method=\"POST\""));
  }
}
