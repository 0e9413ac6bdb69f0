package dev.tandem.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.account.AppPasswordSignIn;
import dev.tandem.gateway.account.Attempts;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.dav.DavEdge;
import dev.tandem.gateway.edge.dav.DavLimits;
import dev.tandem.gateway.edge.http.Bodies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: phones that send their cards ever so slowly hold the address book's places for a while and
/// no longer; meanwhile others are told to come back, and after it everything goes on. Method: the
/// edge over plain sockets, with two places and four seconds instead of 32 and 60, at a whole
/// gateway's storage.
final class DavLimitsHoldTest {
  private static final int PLACES = 2;
  private static final int BODY_SECONDS = 4;
  private static final String BUSY = "HTTP/1.1 503 ";

  @Test
  void slowBodiesHoldTheirPlacesAndGiveThemBack(@TempDir Path data) throws Exception {
    DavLimits usual = DavLimits.DEFAULTS;
    assertEquals(List.of(32, 60), List.of(usual.requestsAtOnce(), usual.bodySeconds()));
    Vertx vertx = Vertx.vertx();
    try (RunningGateway gateway = new RunningGateway(data);
        ExecutorService useCases = Executors.newVirtualThreadPerTaskExecutor()) {
      DavClient phone = DavClient.ofOwner(gateway);
      int port = listen(vertx, gateway, useCases);
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        slow.add(ask(port, put(phone, i)));
      }
      String told = untilBusy(port, phone);
      assertTrue(told.startsWith(BUSY) && told.contains("\r\nRetry-After: 2\r\n"), told);
      for (Socket socket : slow) {
        assertTrue(read(socket).startsWith("HTTP/1.1 408 "), "it took too long");
      }
      assertTrue(answer(port, phone).startsWith("HTTP/1.1 207 "), "the places are free again");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static int listen(Vertx vertx, RunningGateway gateway, ExecutorService useCases) {
    Attempts many = new Attempts(100, Duration.ofMinutes(1));
    DavLimits usual = DavLimits.DEFAULTS;
    DavEdge edge =
        new DavEdge(
            vertx,
            gateway.storage(),
            new AppPasswordSignIn(gateway.storage(), many, many, many, useCases, Instant::now),
            gateway.gateway().address(),
            new Bodies(vertx, Limits.DEFAULTS),
            new DavLimits(
                usual.cardBytes(),
                usual.xmlBytes(),
                usual.xmlElements(),
                usual.xmlDepth(),
                usual.xmlTextChars(),
                usual.nameBytes(),
                usual.answered(),
                usual.answeredWithData(),
                PLACES,
                usual.failuresPerUser(),
                usual.failuresPerAddress(),
                usual.failureWindowSeconds(),
                usual.refusalsAudited(),
                usual.auditWindowSeconds(),
                BODY_SECONDS),
            useCases,
            (method, route, status, time) -> {});
    Router router = Router.router(vertx);
    edge.mount(router);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return server.actualPort();
  }

  /// A card of which only the first line comes.
  private static String put(DavClient phone, int number) {
    return head("PUT", phone.book() + "slow-" + number + ".vcf", phone)
        + "Content-Type: text/vcard\r\nContent-Length: 500\r\n\r\nBEGIN:VCARD\r\n";
  }

  private static String head(String method, String path, DavClient phone) {
    String login = phone.user() + ":" + phone.password();
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic %s\r\n"
        .formatted(method, path, Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
  }

  private static String untilBusy(int port, DavClient phone) throws IOException {
    String answer;
    do {
      answer = answer(port, phone);
    } while (answer.startsWith("HTTP/1.1 207 "));
    return answer;
  }

  private static String answer(int port, DavClient phone) throws IOException {
    return read(
        ask(
            port,
            head("PROPFIND", "/dav/", phone)
                + "Depth: 0\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
  }

  private static Socket ask(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  /// The head of the answer; then the connection is closed.
  private static String read(Socket socket) throws IOException {
    try (socket) {
      StringBuilder head = new StringBuilder();
      for (int next;
          head.indexOf("\r\n\r\n") < 0 && (next = socket.getInputStream().read()) >= 0; ) {
        head.append((char) next);
      }
      return head.toString();
    }
  }
}
