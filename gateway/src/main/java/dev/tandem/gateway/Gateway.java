package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Answers;
import dev.tandem.gateway.edge.http.Listener;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.status.Health;
import dev.tandem.gateway.status.HealthEdge;
import dev.tandem.gateway.tls.Certificates;
import dev.tandem.gateway.tls.Engine;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running gateway: its parts, built in order and stopped in reverse.
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final long CERTIFICATE_CHECK_MILLIS = 5_000;

  private final Vertx vertx;
  private final ExecutorService useCases;
  private final Listener listener;
  private final Certificates certificates;
  private final PublicAddress address;

  private Gateway(
      Vertx vertx,
      ExecutorService useCases,
      Listener listener,
      Certificates certificates,
      PublicAddress address) {
    this.vertx = vertx;
    this.useCases = useCases;
    this.listener = listener;
    this.certificates = certificates;
    this.address = address;
  }

  /// Builds and starts everything; blocks until the gateway answers.
  ///
  /// @throws StartFailure where an operator can do something about it
  public static Gateway start(Config config) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    ExecutorService useCases =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("use-case-", 0).factory());
    try {
      Certificates certificates = certificates(config, clock, random);
      PublicAddress address = new PublicAddress(config.https().publicUrl(), config.https().port());
      Health health = new Health(List.of(tlsCheck()));
      HealthEdge healthEdge = new HealthEdge(health, version(), clock, useCases);
      Router router = Router.router(vertx);
      healthEdge.mount(router, vertx);
      router
          .route()
          .last()
          .handler(
              context ->
                  Answers.problem(
                      context.response(), Problem.of(ProblemCode.NOT_FOUND, "Check the address.")));
      Listener listener =
          await(
              Listener.listen(
                  vertx,
                  config.https().address(),
                  config.https().port(),
                  certificates,
                  address,
                  Limits.DEFAULTS,
                  router),
              "TANDEM_HTTPS_PORT",
              config.https().port());
      Gateway gateway = new Gateway(vertx, useCases, listener, certificates, address);
      vertx.setPeriodic(CERTIFICATE_CHECK_MILLIS, ignored -> gateway.checkCertificate());
      healthEdge.started();
      return gateway;
    } catch (RuntimeException e) {
      useCases.shutdownNow();
      vertx.close();
      throw e;
    }
  }

  /// The address that browsers open.
  public String origin() {
    return address.origin();
  }

  private void checkCertificate() {
    useCases.execute(
        () -> {
          try {
            synchronizedRefresh();
          } catch (IOException | GeneralSecurityException e) {
            LOG.warn("The new certificate is not used: {}", e.getMessage());
          }
        });
  }

  private synchronized void synchronizedRefresh() throws IOException, GeneralSecurityException {
    if (certificates.refreshed().isPresent()) {
      listener
          .swapCertificate()
          .onSuccess(ignored -> LOG.info("Another certificate is served now"))
          .onFailure(e -> LOG.warn("The new certificate is not used: {}", e.getMessage()));
    }
  }

  private static Certificates certificates(
      Config config, InstantSource clock, SecureRandom random) {
    try {
      Files.createDirectories(config.data());
      return Certificates.open(
          config.data().resolve("tls"),
          config.https().publicUrl().getHost(),
          config
              .https()
              .certificate()
              .map(own -> new Certificates.OwnFiles(own.certificateFile(), own.privateKeyFile())),
          clock,
          random);
    } catch (AccessDeniedException e) {
      throw new StartFailure(
          StartFailure.Cause.PERMISSION,
          "The directory "
              + config.data()
              + " may not be written by this user; change its owner, or set TANDEM_DATA.",
          e);
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.Cause.UNAVAILABLE,
          "The data directory " + config.data() + " cannot be used: " + e.getMessage(),
          e);
    } catch (GeneralSecurityException e) {
      throw new StartFailure(
          StartFailure.Cause.CONFIGURATION, "The certificate cannot be used: " + e.getMessage(), e);
    }
  }

  private static Health.Check tlsCheck() {
    return new Health.Check(
        "tls:engine",
        "Encryption in transit",
        () ->
            Engine.obstacle()
                .map(Health.Finding::warn)
                .orElseGet(() -> Health.Finding.pass("TLS 1.3 with X25519MLKEM768")));
  }

  private static <T> T await(io.vertx.core.Future<T> future, String variable, int port) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException) {
        throw new StartFailure(
            StartFailure.Cause.PORT,
            "Port " + port + " is taken; stop what uses it, or set " + variable + " to a free one.",
            e);
      }
      throw e;
    }
  }

  static String version() {
    return Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public void close() {
    listener.close(2).toCompletionStage().toCompletableFuture().join();
    useCases.shutdown();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
