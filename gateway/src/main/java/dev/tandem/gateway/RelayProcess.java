package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.RelayConfig;
import dev.tandem.gateway.relay.ControlDoor;
import dev.tandem.gateway.relay.ControlSeal;
import dev.tandem.gateway.status.Health;
import dev.tandem.gateway.status.Health.Check;
import dev.tandem.gateway.status.Health.Finding;
import dev.tandem.gateway.status.HealthEdge;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process that is a relay and nothing else, with its control port: `/health/*`, `/metrics`, and
/// where gateways tell it who was signed out.
final class RelayProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayProcess.class);
  private static final long CERTIFICATE_CHECK_MILLIS = 5_000;
  private static final int IDLE_SECONDS = 20;

  private final RelayConfig config;
  private final RelayService service;
  private final Metrics metrics = new Metrics();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private volatile boolean draining;

  private RelayProcess(RelayConfig config, RelayService service) {
    this.config = config;
    this.service = service;
  }

  /// Starts it; blocks until it listens.
  ///
  /// @throws StartFailure where an operator can do something about it
  static RelayProcess start(RelayConfig config) {
    Optional<Certificates> certificates = config.certificate().map(RelayProcess::open);
    Secret<String> shared = config.secret();
    RelayService service =
        RelayService.start(
            config.relay(),
            false,
            SharedSecret.of(shared.reveal().getBytes(StandardCharsets.UTF_8)),
            config.limits(),
            certificates.map(Certificates::identity));
    RelayProcess process = new RelayProcess(config, service);
    try {
      process.listen(shared);
    } catch (RuntimeException | Error e) {
      process.close();
      throw e;
    }
    certificates.ifPresent(process::watch);
    return process;
  }

  private static Certificates open(Config.OwnCertificate files) {
    try {
      return Certificates.open(
          files.certificateFile().resolveSibling(""),
          "",
          Optional.of(new Certificates.OwnFiles(files.certificateFile(), files.privateKeyFile())),
          InstantSource.system(),
          new SecureRandom());
    } catch (IOException | GeneralSecurityException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION,
          "The certificate of TANDEM_CERTIFICATE_FILE cannot be used; check that it is PEM and that"
              + " TANDEM_PRIVATE_KEY_FILE is its key (PKCS #8).",
          e);
    }
  }

  private void listen(Secret<String> shared) {
    service.measure(metrics);
    metrics.level(
        "tandem.relay.draining",
        "Whether it takes no new allocations: 1 or 0",
        () -> draining ? 1 : 0);
    Router router = Router.router(vertx);
    HealthEdge health =
        new HealthEdge(
            new Health(
                List.of(new Check("relay:listening", "Calls through the relay", this::state))),
            "tandem-relay",
            Gateway.version(),
            InstantSource.system(),
            background);
    health.mount(router, vertx);
    router.get("/metrics").handler(context -> metrics.tell(context.request()));
    SecureRandom random = new SecureRandom();
    byte[] own = new byte[32];
    random.nextBytes(own);
    new ControlDoor(
            new ControlSeal(shared),
            new ControlSeal(Secret.of(HexFormat.of().formatHex(own))),
            random,
            service.relay()::revoke)
        .mount(router);
    HttpServer _ =
        Gateway.await(
            vertx
                .createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                .requestHandler(router)
                .listen(config.control().getPort(), config.control().getAddress().getHostAddress()),
            "TANDEM_RELAY_CONTROL_PORT",
            config.control().getPort());
    health.started();
  }

  private Finding state() {
    if (!service.relay().running()) {
      return Finding.fail("The relay has stopped; restart it.");
    }
    return draining ? Finding.fail("It is about to stop and takes no new calls.") : Finding.pass();
  }

  private void watch(Certificates certificates) {
    long _ =
        vertx.setPeriodic(
            CERTIFICATE_CHECK_MILLIS, ignored -> background.execute(() -> swap(certificates)));
  }

  private void swap(Certificates certificates) {
    synchronized (certificates) {
      try {
        Optional<Identity> next = certificates.refreshed();
        next.ifPresent(service::secureBy);
        next.ifPresent(identity -> LOG.info("Another certificate is served"));
      } catch (IOException | GeneralSecurityException e) {
        LOG.warn("The new certificate is not used, the old one stays: {}", e.getClass().getName());
      }
    }
  }

  /// Takes no more allocations from now on; those that live go on.
  void drain() {
    draining = true;
    service.relay().drain(config.drainTo());
  }

  /// Allocations that live.
  int allocations() {
    return service.relay().counters().allocations();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    service.close();
    background.shutdown();
    metrics.close();
  }
}
