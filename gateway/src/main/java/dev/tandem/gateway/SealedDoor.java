package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Listener;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.edge.http.SealedEdge;
import dev.tandem.gateway.status.Health;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Health.Finding;
import dev.tandem.gateway.status.HealthEdge;
import dev.tandem.gateway.status.StatusPage;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.storage.SealedStorage;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/// The public listener while the root key is away: health, status, and the word that the gateway is
/// sealed. When the key comes back the same listener serves everything, so that nobody finds the
/// port shut in between.
final class SealedDoor {
  private static final int CLOSING_SECONDS = 1;

  private final AtomicReference<Handler<HttpServerRequest>> serving;
  private final AtomicReference<String> reason;
  private final Listener listener;

  private SealedDoor(
      AtomicReference<Handler<HttpServerRequest>> serving,
      AtomicReference<String> reason,
      Listener listener) {
    this.serving = serving;
    this.reason = reason;
    this.listener = listener;
  }

  /// Opens it; blocks until it answers. `why` is told to operators in `/health/ready`.
  static SealedDoor open(
      Config config,
      Vertx vertx,
      Certificates certificates,
      SealedStorage storage,
      String why,
      InstantSource clock,
      Executor useCases) {
    PublicAddress address = new PublicAddress(config.https().publicUrl(), config.https().port());
    AtomicReference<String> reason = new AtomicReference<>(why);
    Health health =
        new Health(
            List.of(
                new Check("database:reachable", "Messages and history", () -> database(storage)),
                new Check(
                    "keys:root", "Encryption at rest", () -> Finding.fail(told(reason.get())))));
    Router router = Router.router(vertx);
    HealthEdge healthEdge =
        new HealthEdge(health, "tandem-gateway", Gateway.version(), clock, useCases);
    healthEdge.mount(router, vertx);
    healthEdge.started();
    new StatusPage(health, Optional::empty, address.origin(), clock, useCases).mount(router);
    Routes.mountLook(router, useCases);
    SealedEdge.mount(router);
    AtomicReference<Handler<HttpServerRequest>> serving = new AtomicReference<>(router);
    Listener listener =
        Gateway.await(
            Listener.listen(
                vertx,
                config.https().address(),
                config.https().port(),
                certificates,
                address,
                Limits.DEFAULTS,
                request -> serving.get().handle(request)),
            "TANDEM_HTTPS_PORT",
            config.https().port());
    return new SealedDoor(serving, reason, listener);
  }

  private static Finding database(SealedStorage storage) {
    return storage.healthy()
        ? Finding.pass()
        : Finding.fail("The database does not answer; check that it runs.");
  }

  private static String told(String why) {
    return "Sealed: " + why + ". The gateway asks again every few seconds and goes on by itself.";
  }

  /// Another reason than before.
  void because(String why) {
    reason.set(why);
  }

  /// From now on `router` serves; answers the listener, which belongs to the caller then.
  Listener handOver(Handler<HttpServerRequest> router) {
    serving.set(router);
    return listener;
  }

  /// Ends it when nobody took it over.
  void shut() {
    listener.close(CLOSING_SECONDS).toCompletionStage().toCompletableFuture().join();
  }
}
