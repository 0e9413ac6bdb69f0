package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.Shared;
import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.media.MediaAnswer.Content;
import dev.tandem.messaging.media.MediaAnswer.Gone;
import dev.tandem.messaging.media.MediaAnswer.Later;
import dev.tandem.messaging.media.MediaAnswer.Never;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever address a webhook names, the gateway asks nobody but the carrier's own hosts, at
/// addresses on the Internet, and gives its credentials to the carrier's API alone. Method: HTTPS
/// servers by the names of media hosts; names that resolve to what they should not, at once or a
/// moment later; redirections; the shared cases of server-side request forgery.
@ExtendWith(RealStorage.class)
class AttachmentsComeFromWhereTheyMayTest {
  private static final String API = "api.carrier.example";
  private static final String CDN = "cdn.carrier.example";
  private static final List<MediaPlace> PLACES =
      List.of(MediaPlace.api(API, "/accounts/1/", "Basic proof", true), MediaPlace.open(CDN));

  private final RealStorage.Opened opened;
  private final AtomicInteger resolved = new AtomicInteger();
  private TestMediaServer server;

  AttachmentsComeFromWhereTheyMayTest(RealStorage.Opened opened) {
    this.opened = opened;
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    Map<String, List<String>> names =
        Map.of(
            API,
            List.of("127.0.0.1"),
            CDN,
            List.of("127.0.0.1"),
            "two.carrier.example",
            List.of("127.0.0.1", "10.0.0.1"),
            "inside.carrier.example",
            List.of("127.0.0.2"));
    server =
        new TestMediaServer(
            opened.vertx(),
            directory,
            host -> {
              if (host.equals("rebinds.carrier.example")) {
                boolean first = resolved.getAndIncrement() == 0;
                return List.of(InetAddress.getByName(first ? "127.0.0.1" : "127.0.0.2"));
              }
              return TestMediaServer.at(names).resolve(host);
            },
            List.of(API, CDN, "rebinds.carrier.example"),
            AttachmentsComeFromWhereTheyMayTest::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void answer(HttpServerRequest request) {
    String path = request.path() == null ? "" : request.path();
    switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "picture" -> request.response().putHeader("Content-Type", "image/png").end("pixels");
      case "large" -> request.response().end("x".repeat(1_001));
      case "moved" -> to(request, "https://" + CDN + "/picture");
      case "inwards" -> to(request, "https://127.0.0.1/picture");
      case "outwards" -> to(request, "https://elsewhere.example/picture");
      case "circle" -> to(request, "https://" + API + "/accounts/1/circle");
      case "busy" -> request.response().setStatusCode(503).end();
      case "secret" -> request.response().setStatusCode(403).end();
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void to(HttpServerRequest request, String location) {
    request.response().setStatusCode(307).putHeader("Location", location).end();
  }

  private MediaAnswer fetch(String url) {
    return server.client().fetch(url, PLACES);
  }

  private static String reason(MediaAnswer answer) {
    return switch (answer) {
      case Never(String reason) -> "never " + reason;
      case Later(String reason) -> "later " + reason;
      case Gone _ -> "gone";
      case Content _ -> "content";
    };
  }

  @Test
  void theCarriersOwnHostIsAskedByItsName() {
    Content content =
        assertInstanceOf(Content.class, fetch("https://" + API + "/accounts/1/picture?size=full"));
    assertEquals("pixels", content.body().toString());
    assertEquals("image/png", content.mediaType());
    assertEquals(
        List.of(
            new TestMediaServer.Asked("GET", API, "/accounts/1/picture?size=full", "Basic proof")),
        List.copyOf(server.asked));
  }

  @Test
  void whatTheApiSendsOnToIsAskedWithoutCredentials() {
    assertInstanceOf(Content.class, fetch("https://" + API + "/accounts/1/moved"));
    assertEquals(
        new TestMediaServer.Asked("GET", CDN, "/picture", ""), List.copyOf(server.asked).getLast());
  }

  @Test
  void aRedirectionElsewhereEndsThere() {
    for (String path : List.of("inwards", "outwards", "circle")) {
      String url = "https://" + API + "/accounts/1/" + path;
      assertEquals("never redirected", reason(fetch(url)), path);
    }
    assertTrue(server.asked.stream().noneMatch(asked -> asked.path().equals("/picture")));
  }

  @Test
  void aNameWithOneAddressInsideIsNotAsked() {
    for (String host : List.of("two.carrier.example", "inside.carrier.example")) {
      assertEquals(
          "never address_not_allowed",
          reason(
              server
                  .client()
                  .fetch("https://" + host + "/picture", List.of(MediaPlace.open(host)))));
    }
    assertEquals(List.of(), List.copyOf(server.asked));
  }

  @Test
  void aNameIsResolvedOnceAndWhatItBecomesLaterIsNotAsked() {
    MediaPlace rebinds = MediaPlace.open("rebinds.carrier.example");
    String url = "https://rebinds.carrier.example/picture";
    assertEquals("content", reason(server.client().fetch(url, List.of(rebinds))));
    assertEquals(1, resolved.get());
    assertEquals("never address_not_allowed", reason(server.client().fetch(url, List.of(rebinds))));
  }

  @Test
  void whatIsTooLargeIsCutOff() {
    assertEquals("never too_large", reason(fetch("https://" + CDN + "/large")));
  }

  @Test
  void whatMayPassIsToldApartFromWhatMayNot() {
    assertEquals("later http_503", reason(fetch("https://" + CDN + "/busy")));
    assertEquals("later credentials", reason(fetch("https://" + API + "/accounts/1/secret")));
    assertEquals("gone", reason(fetch("https://" + CDN + "/nothing")));
  }

  @Test
  void onlyTheApiIsAskedToRemove() {
    String picture = "https://" + API + "/accounts/1/picture";
    assertTrue(MediaClient.removes(picture, PLACES));
    assertTrue(!MediaClient.removes("https://" + CDN + "/picture", PLACES));
    assertEquals("gone", reason(server.client().remove(picture, PLACES)));
    assertEquals("DELETE", List.copyOf(server.asked).getLast().method());
  }

  @Test
  void anotherAccountsAndOtherPathsAreNotAsked() {
    for (String path :
        List.of("/accounts/2/picture", "/accounts/1/../2/picture", "/accounts/1/%2e%2E/2", "/")) {
      assertEquals("never address_not_allowed", reason(fetch("https://" + API + path)), path);
    }
    assertEquals(List.of(), List.copyOf(server.asked));
  }

  /// Each case's own host is on the list, so that nothing but the address itself speaks against it.
  @Test
  void theSharedCasesReachNobody() {
    JsonArray cases = Shared.json("../vectors/web-ssrf_urls.json").getJsonArray("cases");
    List<MediaPlace> anywhere = new ArrayList<>(List.of(MediaPlace.open("example.com")));
    List<String> urls = new ArrayList<>();
    for (Object each : cases) {
      if (each instanceof JsonObject one && one.containsKey("url")) {
        String url = one.getString("url");
        urls.add(url);
        String host = url.replaceFirst("^[a-z]*:?//", "").replaceFirst("[:/].*$", "");
        anywhere.add(MediaPlace.open(host));
      }
    }
    assertTrue(urls.size() > 20, "the cases are there");
    MediaClientSettings.Resolver loopback = host -> List.of(InetAddress.getLoopbackAddress());
    try (MediaClient client =
        new MediaClient(
            opened.vertx(),
            new MediaClientSettings(
                loopback,
                SpecialAddresses::has,
                443,
                java.util.Optional.empty(),
                1_000,
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1)))) {
      for (String url : urls) {
        assertEquals("never address_not_allowed", reason(client.fetch(url, anywhere)), url);
      }
    }
  }

  @Test
  void addressesOfNobodyAreKnown() throws Exception {
    for (String inside :
        List.of(
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.0.1",
            "198.19.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fd00:ec2::254",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "::ffff:10.0.0.1")) {
      assertTrue(SpecialAddresses.has(InetAddress.getByName(inside)), inside);
    }
    for (String outside :
        List.of(
            "1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.3.1", "2606:4700::1111", "2a00::1")) {
      assertTrue(!SpecialAddresses.has(InetAddress.getByName(outside)), outside);
    }
  }
}
