package dev.tandem.gateway;

import dev.tandem.gateway.account.AppPasswordSignIn;
import dev.tandem.gateway.account.Attempts;
import dev.tandem.gateway.account.Authenticator;
import dev.tandem.gateway.account.Invitations;
import dev.tandem.gateway.account.Passwords;
import dev.tandem.gateway.account.SessionLife;
import dev.tandem.gateway.account.SignIn;
import dev.tandem.gateway.account.StoredCredentials;
import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.carrier.CarrierRoutes;
import dev.tandem.gateway.edge.carrier.MediaRoutes;
import dev.tandem.gateway.edge.carrier.WebhookLimits;
import dev.tandem.gateway.edge.dav.DavEdge;
import dev.tandem.gateway.edge.dav.DavLimits;
import dev.tandem.gateway.edge.http.Bodies;
import dev.tandem.gateway.edge.http.Listener;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.edge.http.RestEdge;
import dev.tandem.gateway.edge.http.RouteTable;
import dev.tandem.gateway.edge.realtime.Realtime;
import dev.tandem.gateway.status.Health;
import dev.tandem.gateway.status.HealthEdge;
import dev.tandem.gateway.status.Metrics;
import dev.tandem.gateway.status.StatusPage;
import dev.tandem.gateway.tls.Identity;
import dev.tandem.messaging.broadcast.DueBroadcasts;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.conversation.Snoozes;
import dev.tandem.messaging.media.MediaClient;
import dev.tandem.messaging.media.MediaHandout;
import dev.tandem.messaging.media.MediaIntake;
import dev.tandem.messaging.receive.Webhooks;
import dev.tandem.messaging.schedule.DueTexts;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.reindex.SearchWork;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running gateway: its parts, built in order by plain constructors and stopped in reverse. The
/// public listener comes last, so that whoever gets through finds everything at work.
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /// How long the start waits until every workspace rings as configured.
  private static final long RING_MILLIS = 1_000;

  private static final long CERTIFICATE_CHECK_MILLIS = 5_000;
  private static final int CLOSING_SECONDS = 2;

  private final Foundation foundation;
  private final PublicAddress address;
  private final RelayPart relay;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private RouteTable table = new RouteTable(List.of());
  private Optional<URI> sandboxApi = Optional.empty();

  private Gateway(Foundation foundation, PublicAddress address, RelayPart relay) {
    this.foundation = foundation;
    this.address = address;
    this.relay = relay;
    parts.push(foundation);
    parts.push(relay);
  }

  /// Builds and starts everything on `foundation`, which it closes in the end; blocks until it
  /// answers.
  ///
  /// @param sandbox the account of the carrier inside the gateway, when it shall run
  /// @param loopbackPeers whether the relay may reach this machine itself
  /// @throws StartFailure where an operator can do something about it
  static Gateway start(
      Foundation foundation, Optional<CarrierAccess> sandbox, boolean loopbackPeers) {
    return start(foundation, sandbox, loopbackPeers, UnaryOperator.identity());
  }

  /// The same with carriers' APIs elsewhere than in production.
  static Gateway start(
      Foundation foundation,
      Optional<CarrierAccess> sandbox,
      boolean loopbackPeers,
      UnaryOperator<ApiSettings> apis) {
    Config config = foundation.config();
    RelayPart relay;
    try {
      relay =
          RelayPart.start(
              config,
              loopbackPeers,
              foundation.certificates().identity(),
              foundation.storage(),
              foundation.clock(),
              foundation.random());
    } catch (RuntimeException | Error e) {
      foundation.close();
      throw e;
    }
    Gateway gateway =
        new Gateway(
            foundation,
            new PublicAddress(config.https().publicUrl(), config.https().port()),
            relay);
    try {
      gateway.build(config, sandbox, apis);
      return gateway;
    } catch (RuntimeException | Error e) {
      gateway.close();
      throw e;
    }
  }

  private void build(
      Config config, Optional<CarrierAccess> sandbox, UnaryOperator<ApiSettings> apis) {
    Limits limits = Limits.DEFAULTS;
    ringAsConfigured(config.calls().ringSeconds());
    Metrics metrics = new Metrics();
    parts.push(metrics);
    WebhookAddress webhooks = new WebhookAddress(config.https().publicUrl());
    CarriersPart carriers = CarriersPart.start(foundation, webhooks, sandbox, apis);
    parts.push(carriers);
    sandboxApi = carriers.sandboxApi();
    Authenticator authenticator =
        new StoredCredentials(foundation.storage(), life(config), foundation.clock());
    Realtime realtime =
        await(
            CallsPart.start(foundation, address, relay, authenticator, metrics),
            "calls",
            config.https().port());
    relay.measure(metrics);
    foundation.storage().objectStore().ifPresent(store -> BlobStoreMeters.measure(store, metrics));
    parts.push(MessageCounts.start(foundation.storage(), metrics));

    Health health = new Health(Checks.all(foundation, relay, realtime, carriers.sandbox()));
    HealthEdge healthEdge =
        new HealthEdge(
            health, "tandem-gateway", version(), foundation.clock(), foundation.useCases());
    Router router = Router.router(foundation.vertx());
    healthEdge.mount(router, foundation.vertx());
    HeadLog heads = new HeadLog(foundation.storage());
    new StatusPage(
            health, heads::newest, address.origin(), foundation.clock(), foundation.useCases())
        .mount(router);
    mediaForCarriers(metrics).mount(router);
    new CarrierRoutes(
            foundation.vertx(),
            new Webhooks(foundation.storage(), carriers.carriers()),
            webhooks,
            WebhookLimits.DEFAULTS)
        .mount(router);
    router.get("/api/v1/realtime").handler(c -> realtime.handler().handle(c.request()));
    table = Routes.table(foundation, this, carriers, realtime, limits);
    RestEdge rest =
        new RestEdge(
            table,
            authenticator,
            address,
            new Bodies(foundation.vertx(), limits),
            limits,
            foundation.useCases(),
            metrics::answered);
    Routes.mountPages(router, foundation);
    router.route("/api/v1/*").handler(rest);
    addressBooks(limits, metrics).mount(router);
    Routes.mountPage(router, foundation.useCases());
    // One workspace at a time for a few seconds, so that others have their turn.
    SearchWork search = new SearchWork(foundation.storage());
    inBackground("Indexing", 2_000, now -> search.work(now, Duration.ofSeconds(5)));
    inBackground("Opening what was snoozed", 1_000, new Snoozes(foundation.storage())::wake);
    inBackground(
        "Sending what was scheduled",
        1_000,
        new DueTexts(foundation.storage(), carriers.submit())::work);
    inBackground(
        "Handing in broadcasts",
        500,
        new DueBroadcasts(foundation.storage(), carriers.submit(), carriers.carriers())::work);
    MediaClient media = new MediaClient(foundation.vertx());
    parts.push(media);
    inBackground(
        "Fetching attachments",
        1_000,
        new MediaIntake(foundation.storage(), carriers.carriers(), media)::work);
    HeadKeeper keeper = new HeadKeeper(foundation.storage().keychain(), heads);
    parts.push(keeper);
    foundation.useCases().execute(keeper::keep);
    every(HeadKeeper.TURN.toMillis(), keeper::keep);
    listenMetrics(config, metrics);
    listen(config, limits, router);
    parts.push(realtime::stopping);
    healthEdge.started();
  }

  private MediaRoutes mediaForCarriers(Metrics metrics) {
    List<String> outcomes = new ArrayList<>(List.of(MediaRoutes.GIVEN));
    for (MediaHandout.Reason reason : MediaHandout.Reason.values()) {
      outcomes.add(MediaRoutes.word(reason));
    }
    return new MediaRoutes(
        new MediaHandout(foundation.storage()),
        foundation.useCases(),
        foundation.clock(),
        metrics.events(
            "tandem.media.fetches",
            "How carriers' requests for what goes with texts ended",
            "outcome",
            outcomes));
  }

  private void inBackground(String name, long everyMillis, Predicate<Instant> step) {
    BackgroundWork work = new BackgroundWork(name, step, foundation.clock());
    parts.push(work);
    every(everyMillis, work::work);
  }

  private void listen(Config config, Limits limits, Router router) {
    Listener listener =
        foundation
            .door()
            .map(door -> door.handOver(router))
            .orElseGet(() -> newListener(config, limits, router));
    parts.push(() -> done(listener.close(CLOSING_SECONDS)));
    every(CERTIFICATE_CHECK_MILLIS, () -> checkCertificate(listener));
    every(Sweeper.TURN.toMillis(), new Sweeper(foundation.storage(), foundation.clock())::sweep);
  }

  private DavEdge addressBooks(Limits limits, Metrics metrics) {
    DavLimits bounds = DavLimits.DEFAULTS;
    Duration window = Duration.ofSeconds(bounds.failureWindowSeconds());
    return new DavEdge(
        foundation.vertx(),
        foundation.storage(),
        new AppPasswordSignIn(
            foundation.storage(),
            new Attempts(bounds.failuresPerUser(), window),
            new Attempts(bounds.failuresPerAddress(), window),
            new Attempts(bounds.refusalsAudited(), Duration.ofSeconds(bounds.auditWindowSeconds())),
            foundation.useCases(),
            foundation.clock()),
        address,
        new Bodies(foundation.vertx(), limits),
        bounds,
        foundation.useCases(),
        metrics::answered);
  }

  private Listener newListener(Config config, Limits limits, Router router) {
    return await(
        Listener.listen(
            foundation.vertx(),
            config.https().address(),
            config.https().port(),
            foundation.certificates(),
            address,
            limits,
            router),
        "TANDEM_HTTPS_PORT",
        config.https().port());
  }

  private void every(long millis, Runnable work) {
    long timer =
        foundation.vertx().setPeriodic(millis, ignored -> foundation.useCases().execute(work));
    parts.push(() -> foundation.vertx().cancelTimer(timer));
  }

  private void listenMetrics(Config config, Metrics metrics) {
    var server =
        await(
            metrics.listen(foundation.vertx(), config.metrics().address(), config.metrics().port()),
            "TANDEM_METRICS_PORT",
            config.metrics().port());
    parts.push(() -> done(server.close()));
  }

  /// The address that browsers open.
  String origin() {
    return address.origin();
  }

  /// The public address as the edges compare it.
  PublicAddress address() {
    return address;
  }

  /// Every route of the REST interface.
  RouteTable table() {
    return table;
  }

  /// Where the REST API of the carrier inside the gateway is, when it runs.
  Optional<URI> sandboxApi() {
    return sandboxApi;
  }

  RelayPart relay() {
    return relay;
  }

  /// What makes sign-in links for this gateway.
  static Invitations invitations(Foundation foundation) {
    return new Invitations(
        new Tokens(foundation.random()),
        foundation.config().https().origin(),
        foundation.config().sessions().signInLink());
  }

  /// The ways in, with their limits of attempts.
  static SignIn signIn(Foundation foundation, Limits limits) {
    Duration window = Duration.ofSeconds(limits.signInWindowSeconds());
    return new SignIn(
        foundation.storage(),
        new Passwords(foundation.random()),
        new Tokens(foundation.random()),
        life(foundation.config()),
        new Attempts(limits.signInsPerEmail(), window),
        new Attempts(limits.signInsPerAddress(), window),
        new Attempts(1, window),
        foundation.useCases(),
        foundation.clock());
  }

  static SessionLife life(Config config) {
    return new SessionLife(config.sessions().idle(), config.sessions().absolute());
  }

  /// Behind the start when there are very many workspaces; few are waited for.
  private void ringAsConfigured(int seconds) {
    CompletableFuture<Void> done =
        CompletableFuture.runAsync(
                () -> Workspaces.ringForAll(foundation.storage(), seconds), foundation.useCases())
            .exceptionally(
                e -> {
                  LOG.warn("TANDEM_RING_SECONDS is not applied in every workspace", e);
                  return null;
                });
    var _ = done.completeOnTimeout(null, RING_MILLIS, TimeUnit.MILLISECONDS).join();
  }

  private synchronized void checkCertificate(Listener listener) {
    try {
      Optional<Identity> next = foundation.certificates().refreshed();
      if (next.isPresent()) {
        relay.secureBy(next.get());
        boolean swapped =
            listener.swapCertificate().toCompletionStage().toCompletableFuture().join();
        LOG.info("Another certificate is served: {}", swapped);
      }
    } catch (IOException | GeneralSecurityException | CompletionException e) {
      LOG.warn("The new certificate is not used, the old one stays: {}", e.getClass().getName());
    }
  }

  /// Waits for what listens; a port that is taken is told as such.
  static <T> T await(Future<T> future, String variable, int port) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BindException) {
        throw new StartFailure(
            StartFailure.Cause.PORT,
            "Port %d is taken or not allowed; stop what uses it, or set %s to a free one."
                .formatted(port, variable),
            e);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static void done(Future<Void> closing) {
    closing.toCompletionStage().toCompletableFuture().join();
  }

  static String version() {
    return Optional.ofNullable(Gateway.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("A part did not stop cleanly", e);
      }
    }
  }
}
