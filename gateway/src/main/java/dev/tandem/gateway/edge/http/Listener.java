package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.gateway.tls.Engine;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The public HTTPS listener: TLS 1.3, HTTP/1.1, guarded.
public final class Listener {
  /// The one subprotocol of our WebSockets. Their frames are small and partly secret: not
  /// compressed.
  private static final String WEB_SOCKET_PROTOCOL = "tandem.v1";

  private final HttpServer server;
  private final Certificates certificates;

  private Listener(HttpServer server, Certificates certificates) {
    this.server = server;
    this.certificates = certificates;
  }

  /// Listens on `host` and `port`; what the guard lets through goes to `router`.
  public static Future<Listener> listen(
      Vertx vertx,
      String host,
      int port,
      Certificates certificates,
      PublicAddress address,
      Limits limits,
      Handler<HttpServerRequest> router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(false)
            .setSslEngineOptions(Engine.available().options())
            .setKeyCertOptions(certificates.serverOptions().getKeyCertOptions())
            .setEnabledSecureTransportProtocols(Engine.PROTOCOLS)
            .setSslHandshakeTimeout(10)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setMaxHeaderSize(limits.headerBytes())
            .setMaxInitialLineLength(limits.requestLineBytes())
            .setMaxWebSocketFrameSize(limits.frameBytes())
            .setMaxWebSocketMessageSize(limits.frameBytes())
            .setWebSocketSubProtocols(List.of(WEB_SOCKET_PROTOCOL))
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setIdleTimeout(limits.idleSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setTcpNoDelay(true);
    HttpServer server = vertx.createHttpServer(options);
    new RequestGuard(address, router).protect(server, options);
    return server.listen(port, host).map(listening -> new Listener(listening, certificates));
  }

  /// The port listened on.
  public int port() {
    return server.actualPort();
  }

  /// Serves the certificate in force to every connection made from now on.
  public Future<Boolean> swapCertificate() {
    return server.updateSSLOptions(certificates.serverOptions());
  }

  /// Stops listening and gives open connections `seconds` to end.
  public Future<Void> close(int seconds) {
    return server.shutdown(seconds, TimeUnit.SECONDS);
  }
}
