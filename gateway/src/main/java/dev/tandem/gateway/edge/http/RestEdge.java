package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Authenticator;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.workspace.Role;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings requests below `/api/v1` to their endpoints: finds the route, reads the body, asks who it
/// is, compares origin and role with the route table, and turns every outcome into an answer.
public final class RestEdge implements Handler<RoutingContext> {
  /// Where the interface begins.
  public static final String BASE = "/api/v1";

  private static final Logger LOG = LoggerFactory.getLogger(RestEdge.class);
  private static final Pattern KEY = Pattern.compile("[!-~]{8,128}");

  private final RouteTable table;
  private final Authenticator authenticator;
  private final PublicAddress address;
  private final Bodies bodies;
  private final JsonBody json;
  private final Executor useCases;
  private final Semaphore atOnce;
  private final Semaphore filesAtOnce;
  private final Semaphore streamsAtOnce;
  private final RequestMeter meter;

  public RestEdge(
      RouteTable table,
      Authenticator authenticator,
      PublicAddress address,
      Bodies bodies,
      Limits limits,
      Executor useCases,
      RequestMeter meter) {
    this.table = table;
    this.authenticator = authenticator;
    this.address = address;
    this.bodies = bodies;
    this.json = new JsonBody(limits);
    this.useCases = useCases;
    this.meter = meter;
    this.atOnce = new Semaphore(limits.requestsAtOnce());
    this.filesAtOnce = new Semaphore(limits.filesAtOnce());
    this.streamsAtOnce = new Semaphore(limits.streamsAtOnce());
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = Objects.requireNonNullElse(request.path(), BASE).substring(BASE.length());
    Optional<RouteTable.Match> match =
        path.isEmpty() ? Optional.empty() : table.find(request.method(), path);
    if (match.isEmpty()) {
      refuseAddress(request, path.isEmpty() ? "" : table.allowed(path));
      return;
    }
    long began = System.nanoTime();
    Route route = match.get().route();
    request
        .response()
        .endHandler(
            ignored ->
                meter.answered(
                    route.method().name(),
                    route.path(),
                    request.response().getStatusCode(),
                    Duration.ofNanos(System.nanoTime() - began)));
    if (route.intake().file()) {
      admit(request, match.get());
    } else {
      read(request, bodies.read(request), match.get(), () -> {});
    }
  }

  private void read(
      HttpServerRequest request, Future<Buffer> body, RouteTable.Match match, Runnable done) {
    body.onSuccess(whole -> work(request, match, whole, Optional.empty(), done))
        .onFailure(
            failure -> {
              done.run();
              if (!(failure instanceof Refusal refusal)) {
                request.connection().close();
              } else if (match.route().intake().file() || tooLarge(refusal)) {
                Answers.problemAndDrain(request, refusal.problem());
              } else {
                Answers.problemAndClose(request, refusal.problem());
              }
            });
  }

  /// Such a body is still coming: a connection closed under it takes the answer along.
  private static boolean tooLarge(Refusal refusal) {
    return refusal.problem().code() == ProblemCode.BODY_TOO_LARGE;
  }

  /// Reads a file only from somebody who may send it, and few at once: each is held whole, or keeps
  /// a thread for as long as it comes.
  private void admit(HttpServerRequest request, RouteTable.Match match) {
    request.pause();
    Context loop = Objects.requireNonNull(Vertx.currentContext(), "requests come on a context");
    useCases.execute(
        () -> {
          try {
            checkOrigin(request, request.headers());
            checkAccess(match.route(), asker(request));
          } catch (Refusal refusal) {
            loop.runOnContext(ignored -> Answers.problemAndDrain(request, refusal.problem()));
            return;
          } catch (RuntimeException e) {
            LOG.warn("{} found no storage", match.route().path(), e);
            loop.runOnContext(ignored -> Answers.problemAndDrain(request, busy()));
            return;
          }
          loop.runOnContext(
              ignored -> {
                if (match.route().intake().stream()) {
                  stream(request, match, loop);
                  return;
                }
                if (!filesAtOnce.tryAcquire()) {
                  Answers.problemAndDrain(request, busy());
                  return;
                }
                Future<Buffer> body = bodies.read(request, match.route().intake().maxBytes());
                read(request, body, match, filesAtOnce::release);
                request.resume();
              });
        });
  }

  /// Hands a body over while it comes.
  private void stream(HttpServerRequest request, RouteTable.Match match, Context loop) {
    Route.Intake intake = match.route().intake();
    if (!streamsAtOnce.tryAcquire()) {
      Answers.problemAndDrain(request, busy());
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
      request.response().writeContinue();
    }
    BodyStream body = new BodyStream(request, loop, intake.maxBytes(), intake.seconds());
    work(request, match, Buffer.buffer(), Optional.of(body), streamsAtOnce::release);
  }

  /// Answers; what of a stream is still at the client is let go.
  private static void refuse(
      HttpServerRequest request, Refusal refusal, Optional<BodyStream> stream, Context loop) {
    if (stream.isEmpty() || stream.get().ended()) {
      Answers.refusal(request.response(), refusal);
    } else {
      loop.runOnContext(ignored -> Answers.problemAndDrain(request, refusal.problem()));
    }
  }

  private static String mediaType(MultiMap headers) {
    return Optional.ofNullable(headers.get(HttpHeaderNames.CONTENT_TYPE))
        .orElse("")
        .split(";", 2)[0]
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private Optional<Principal> asker(HttpServerRequest request) {
    return authenticator.find(request.headers().get("authorization"), cookie(request));
  }

  private static void refuseAddress(HttpServerRequest request, String allowed) {
    if (allowed.isEmpty()) {
      Answers.problem(
          request.response(),
          Problem.of(ProblemCode.NOT_FOUND, "Check the address with " + BASE + "/openapi.json."));
      return;
    }
    request.response().putHeader(HttpHeaderNames.ALLOW, allowed);
    Answers.problem(
        request.response(), Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "Use " + allowed + "."));
  }

  private void work(
      HttpServerRequest request,
      RouteTable.Match match,
      Buffer body,
      Optional<BodyStream> stream,
      Runnable done) {
    Context loop = Objects.requireNonNull(Vertx.currentContext(), "requests come on a context");
    if (!atOnce.tryAcquire()) {
      done.run();
      request.response().putHeader(HttpHeaderNames.RETRY_AFTER, "1");
      refuse(request, Refusal.with(busy()), stream, loop);
      return;
    }
    useCases.execute(
        () -> {
          try {
            boolean head = request.method().equals(HttpMethod.HEAD);
            ReplyWriter.write(request.response(), answer(request, match, body, stream), head);
          } catch (Refusal refusal) {
            refuse(request, refusal, stream, loop);
          } catch (StorageException e) {
            LOG.warn("{} {} found no storage", match.route().method(), match.route().path(), e);
            request.response().putHeader(HttpHeaderNames.RETRY_AFTER, e.full() ? "60" : "2");
            refuse(
                request,
                Refusal.with(e.full() ? full() : e.sealed() ? SealedEdge.problem() : busy()),
                stream,
                loop);
          } catch (RuntimeException e) {
            LOG.error("{} {} broke", match.route().method(), match.route().path(), e);
            refuse(
                request,
                Refusal.of(
                    ProblemCode.INTERNAL,
                    "Try again; if it stays, tell whoever runs this gateway."),
                stream,
                loop);
          } finally {
            done.run();
            atOnce.release();
          }
        });
  }

  private static Problem busy() {
    return Problem.of(ProblemCode.UNAVAILABLE, "Try again after the time of Retry-After.");
  }

  private static Problem full() {
    return Problem.of(
        ProblemCode.STORAGE_FULL,
        "Reading goes on. Tell whoever runs this gateway to make room on its disk, then try"
            + " again.");
  }

  private Reply answer(
      HttpServerRequest request, RouteTable.Match match, Buffer body, Optional<BodyStream> stream) {
    Route route = match.route();
    MultiMap headers = request.headers();
    checkOrigin(request, headers);
    Optional<Principal> asker = asker(request);
    checkAccess(route, asker);
    checkIdempotencyKey(route, headers);
    Ask ask =
        new Ask(
            asker,
            route.method(),
            match.variables(),
            request.params(),
            headers,
            route.intake().file() ? new JsonObject() : body(headers, body),
            route.intake().file() ? body : Buffer.buffer(),
            stream.<InputStream>map(it -> it).orElseGet(InputStream::nullInputStream),
            request.remoteAddress().hostAddress(),
            fingerprint(route.method() + " " + request.path(), body));
    return route.endpoint().answer(ask);
  }

  /// A browser says where a request comes from whenever it could change something. Who sends a
  /// cookie, or an `Origin` at all, must come from our own page; programs with a key send neither.
  private void checkOrigin(HttpServerRequest request, MultiMap headers) {
    boolean reads =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    boolean browser =
        headers.contains("origin")
            || (cookie(request).isPresent() && !headers.contains("authorization"));
    if (!reads && browser && !address.isOwn(Optional.ofNullable(headers.get("origin")))) {
      throw Refusal.of(
          ProblemCode.FOREIGN_ORIGIN, "Open " + address.origin() + " and do it there.");
    }
  }

  private static void checkAccess(Route route, Optional<Principal> asker) {
    Optional<Role> needed =
        switch (route.access()) {
          case ANYONE -> Optional.empty();
          case MEMBER -> Optional.of(Role.MEMBER);
          case ADMIN -> Optional.of(Role.ADMIN);
        };
    if (needed.isEmpty()) {
      return;
    }
    if (asker.isEmpty()) {
      throw Refusal.of(
          ProblemCode.UNAUTHENTICATED, "Sign in, or send `Authorization: Bearer` with an API key.");
    }
    if (!asker.get().atLeast(needed.get())) {
      throw Refusal.of(ProblemCode.FORBIDDEN, "Ask an admin of your workspace.");
    }
  }

  private static void checkIdempotencyKey(Route route, MultiMap headers) {
    String key = headers.get("idempotency-key");
    if (key != null && route.method().equals(HttpMethod.POST) && !KEY.matcher(key).matches()) {
      throw Refusal.field("Idempotency-Key", "must be 8 to 128 visible ASCII characters");
    }
  }

  private JsonObject body(MultiMap headers, Buffer body) {
    if (body.length() == 0) {
      return new JsonObject();
    }
    if (!mediaType(headers).equals("application/json")) {
      throw Refusal.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
    }
    return json.read(body.getBytes());
  }

  private static Optional<String> cookie(HttpServerRequest request) {
    return SessionCookie.of(request.headers().getAll(HttpHeaderNames.COOKIE));
  }

  private static String fingerprint(String line, Buffer body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return HexFormat.of().formatHex(digest.digest(body.getBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
