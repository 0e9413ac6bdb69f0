package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Goal: with a cookie, only our own page connects; without a known device, nobody does. Method:
/// the origins of the shared vectors, over real sockets.
final class HandshakeOfAForeignPageIsRefusedTest {
  private static final WebSocketClient CLIENT =
      RealtimeHouse.vertx()
          .createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100));

  @TestFactory
  List<DynamicTest> originsOfTheVectors() throws IOException {
    Path file =
        Path.of(System.getProperty("tandem.shared", "missing"), "vectors/web-ws_handshake.json");
    Assumptions.assumeTrue(Files.exists(file), "the shared vectors are not here");
    JsonObject vectors = new JsonObject(Files.readString(file));
    assertEquals(RealtimeHouse.ORIGIN, vectors.getString("origin_allowed"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Object each : vectors.getJsonArray("cases")) {
      JsonObject origin = (JsonObject) each;
      tests.add(
          DynamicTest.dynamicTest(
              String.valueOf(origin.getString("origin")),
              () ->
                  assertEquals(
                      origin.getInteger("expect"),
                      status(cookie(), origin.getString("origin"), RealtimeEdge.SUBPROTOCOL))));
    }
    return tests;
  }

  @Test
  void nobodyAndAnotherProtocolAreRefused() {
    assertEquals(401, status("Cookie: __Host-tandem=x", RealtimeHouse.ORIGIN, "tandem.v1"));
    assertEquals(400, status(cookie(), RealtimeHouse.ORIGIN, "tandem.v2"));
    assertEquals(400, status(cookie(), RealtimeHouse.ORIGIN, null));
    assertEquals(101, status(bearer(), null, "other, tandem.v1"));
  }

  private static int status(String credential, @Nullable String origin, @Nullable String protocol) {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(house.port())
              .setURI("/api/v1/realtime")
              .setAllowOriginHeader(origin != null)
              .addHeader(
                  credential.substring(0, credential.indexOf(':')),
                  credential.substring(credential.indexOf(':') + 2));
      Optional.ofNullable(origin).ifPresent(value -> options.addHeader("Origin", value));
      if (protocol != null) {
        for (String each : protocol.split(", ", -1)) {
          options.addSubProtocol(each);
        }
      }
      return RealtimeHouse.await(
          CLIENT
              .connect(options)
              .compose(socket -> socket.close().map(101))
              .recover(
                  refused ->
                      refused instanceof UpgradeRejectedException answer
                          ? Future.succeededFuture(answer.getStatus())
                          : Future.failedFuture(refused)));
    }
  }

  private static String token() {
    return RealtimeHouse.token(
        new Endpoint(new Party(UUID.randomUUID(), UUID.randomUUID()), UUID.randomUUID()));
  }

  private static String cookie() {
    return "Cookie: __Host-tandem=" + token();
  }

  private static String bearer() {
    return "Authorization: Bearer " + token();
  }
}
