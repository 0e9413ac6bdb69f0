package dev.tandem.gateway.edge.dav;

import dev.tandem.gateway.account.AppPasswordSignIn;
import dev.tandem.gateway.account.AppPasswordSignIn.Result;
import dev.tandem.gateway.edge.http.Bodies;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.gateway.edge.http.Refusal;
import dev.tandem.gateway.edge.http.RequestMeter;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings requests below `/dav/` to [CardDav]: reads the address, asks who it is before it takes a
/// body in, limits, and turns every outcome into an answer. `/.well-known/carddav` leads here (RFC
/// 6764 section 5).
public final class DavEdge implements Handler<RoutingContext> {
  /// What a body of whoever did not sign in may have to be read away, so that the connection lives
  /// and the answer is read: a client that is cut while it sends reads nothing.
  private static final int STRANGERS_BYTES = 64 * 1024;

  /// The same for a member whose body is too large.
  private static final int MEMBERS_BYTES = 16 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(DavEdge.class);
  private static final String BUSY = "Try again after the time of Retry-After.";

  private final Vertx vertx;
  private final AppPasswordSignIn door;
  private final CardDav cardDav;
  private final Hrefs hrefs;
  private final Bodies bodies;
  private final DavLimits limits;
  private final Executor useCases;
  private final RequestMeter meter;
  private final Semaphore atOnce;

  public DavEdge(
      Vertx vertx,
      Storage storage,
      AppPasswordSignIn door,
      PublicAddress address,
      Bodies bodies,
      DavLimits limits,
      Executor useCases,
      RequestMeter meter) {
    this.vertx = vertx;
    this.door = door;
    this.hrefs = new Hrefs(address.origin(), limits.nameBytes());
    this.cardDav = new CardDav(storage, limits, hrefs);
    this.bodies = bodies;
    this.limits = limits;
    this.useCases = useCases;
    this.meter = meter;
    this.atOnce = new Semaphore(limits.requestsAtOnce());
  }

  /// Mounts the tree and the address that leads to it.
  public void mount(Router router) {
    router.route("/dav").handler(this);
    router.route("/dav/*").handler(this);
    router
        .route("/.well-known/carddav")
        .handler(
            context ->
                context
                    .response()
                    .setStatusCode(301)
                    .putHeader("location", Hrefs.BASE)
                    .putHeader("cache-control", "no-store")
                    .end());
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<Target> target = hrefs.target(Objects.requireNonNullElse(request.path(), ""));
    Optional<DavMethod> method = DavMethod.of(request.method().name());
    String route = target.map(Target::route).orElse("/dav/*");
    count(request, method.map(Enum::name).orElse("other"), route);
    if (target.isEmpty()) {
      DavAnswers.refuse(request, absent(method));
    } else if (method.isEmpty() || method.get() == DavMethod.MKCOL) {
      DavAnswers.refuse(request, CardDav.methodNotAllowed(target.get()));
    } else if (method.get() == DavMethod.OPTIONS) {
      DavAnswers.options(request, DavMethod.allowed(target.get()));
    } else if (!atOnce.tryAcquire()) {
      DavAnswers.refuse(request, DavRefusal.with(503, BUSY, Map.of("Retry-After", "2")));
    } else {
      admit(request, method.get(), target.get());
    }
  }

  private static DavRefusal absent(Optional<DavMethod> method) {
    return method.filter(it -> it == DavMethod.MKCOL).isPresent()
        ? DavRefusal.condition(
            DavName.card("addressbook-collection-location-ok"),
            "A workspace has one address book; use that.")
        : DavRefusal.notFound();
  }

  private void count(HttpServerRequest request, String method, String route) {
    long began = System.nanoTime();
    request
        .response()
        .endHandler(
            ignored ->
                meter.answered(
                    method,
                    route,
                    request.response().getStatusCode(),
                    Duration.ofNanos(System.nanoTime() - began)));
  }

  /// Asks who it is while the body waits, then reads it. The place taken of those at once is given
  /// back whatever happens.
  private void admit(HttpServerRequest request, DavMethod method, Target target) {
    Context loop = vertx.getOrCreateContext();
    request.pause();
    useCases.execute(
        () -> {
          try {
            Result.In who = who(request);
            loop.runOnContext(ignored -> read(request, who, method, target));
          } catch (DavRefusal | StorageException e) {
            loop.runOnContext(
                ignored -> {
                  atOnce.release();
                  turnAway(request, refusal(e), STRANGERS_BYTES);
                });
          } catch (RuntimeException e) {
            LOG.error("{} {} broke at the door", method, target.route(), e);
            loop.runOnContext(
                ignored -> {
                  atOnce.release();
                  DavAnswers.refuseAndClose(request, refusal(e));
                });
          }
        });
  }

  private Result.In who(HttpServerRequest request) {
    Optional<BasicCredentials> given = BasicCredentials.of(request.getHeader("authorization"));
    if (given.isEmpty()) {
      throw DavAnswers.unauthenticated();
    }
    return switch (door.enter(
        given.get().user(), given.get().password(), request.remoteAddress().hostAddress())) {
      case Result.In in -> in;
      case Result.Wrong _ -> throw DavAnswers.unauthenticated();
      case Result.TooMany(var pause) ->
          throw DavRefusal.with(
              429,
              "Wait for the time that Retry-After names, then try again.",
              Map.of("Retry-After", Long.toString(Math.max(1, pause.toSeconds()))));
    };
  }

  /// Answers somebody whose body is not wanted. Up to `most` bytes of it are read away; more are
  /// not waited for.
  private static void turnAway(HttpServerRequest request, DavRefusal refusal, int most) {
    String length = request.getHeader("content-length");
    boolean small =
        length == null
            ? request.getHeader("transfer-encoding") == null
            : length.length() < 9 && Long.parseLong(length) <= most;
    if (small) {
      request.handler(ignored -> {}).resume();
      DavAnswers.refuse(request, refusal);
    } else {
      DavAnswers.refuseAndClose(request, refusal);
    }
  }

  private void read(HttpServerRequest request, Result.In who, DavMethod method, Target target) {
    int most = method == DavMethod.PUT ? limits.cardBytes() : limits.xmlBytes();
    bodies
        .read(request, most, limits.bodySeconds())
        .onSuccess(
            body ->
                useCases.execute(
                    () -> {
                      try {
                        work(
                            request,
                            new DavRequest(
                                who, method, target, request.headers(), body.getBytes()));
                      } finally {
                        atOnce.release();
                      }
                    }))
        .onFailure(
            failure -> {
              atOnce.release();
              if (failure instanceof Refusal refusal) {
                turnAway(request, tooMuch(method, refusal), MEMBERS_BYTES);
              } else {
                request.connection().close();
              }
            });
    request.resume();
  }

  private static DavRefusal tooMuch(DavMethod method, Refusal refusal) {
    int status = refusal.problem().code().status();
    return status == 413 && method == DavMethod.PUT
        ? DavRefusal.condition(DavName.card("max-resource-size"), refusal.problem().detail())
        : DavRefusal.of(status, refusal.problem().detail());
  }

  private void work(HttpServerRequest request, DavRequest ask) {
    try {
      DavAnswers.write(request, cardDav.answer(ask));
    } catch (DavRefusal refusal) {
      DavAnswers.refuse(request, refusal);
    } catch (RuntimeException e) {
      LOG.error("{} {} broke", ask.method(), ask.target().route(), e);
      DavAnswers.refuse(request, refusal(e));
    }
  }

  private static DavRefusal refusal(RuntimeException e) {
    return switch (e) {
      case DavRefusal refusal -> refusal;
      case StorageException _ -> DavRefusal.with(503, BUSY, Map.of("Retry-After", "2"));
      default -> DavRefusal.of(500, "Try again; if it stays, tell whoever runs this gateway.");
    };
  }
}
