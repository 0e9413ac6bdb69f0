package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.gateway.tls.TlsClients;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// The real listener on a free port of loopback, with a handler of the test's own behind the guard.
public final class TestListener implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Certificates certificates;
  private final Listener listener;

  public TestListener(
      Path directory, Optional<Certificates.OwnFiles> own, Handler<HttpServerRequest> handler)
      throws Exception {
    certificates =
        Certificates.open(directory, "localhost", own, InstantSource.system(), new SecureRandom());
    int port = freePort();
    PublicAddress address = new PublicAddress(URI.create("https://localhost:" + port), port);
    listener =
        await(
            Listener.listen(
                vertx, "127.0.0.1", port, certificates, address, Limits.DEFAULTS, handler));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Listener listener() {
    return listener;
  }

  public Certificates certificates() {
    return certificates;
  }

  public int port() {
    return listener.port();
  }

  /// Sends `raw` as it is and gives everything that comes back until the end or `millis` of
  /// silence; whether the server closed is the second part.
  public Exchange send(byte[] raw, int millis) throws Exception {
    try (SSLSocket socket = TlsClients.connect(certificates.authorityFile(), port())) {
      socket.setSoTimeout(millis);
      try {
        socket.getOutputStream().write(raw);
        socket.getOutputStream().flush();
      } catch (SocketException e) {
        // The server may close before everything is written; what it said is still to be read.
      }
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      boolean closed = read(socket.getInputStream(), answer);
      return new Exchange(answer.toString(StandardCharsets.ISO_8859_1), closed);
    }
  }

  /// What came back.
  public record Exchange(String answer, boolean closed) {
    public int status() {
      return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
    }

    public long answers() {
      return answer.split("HTTP/1\\.1 \\d{3} ", -1).length - 1L;
    }
  }

  private static boolean read(InputStream in, ByteArrayOutputStream out) throws IOException {
    byte[] piece = new byte[8192];
    try {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        out.write(piece, 0, n);
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
