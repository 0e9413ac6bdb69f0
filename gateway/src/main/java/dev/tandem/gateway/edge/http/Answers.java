package dev.tandem.gateway.edge.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;

/// Writes problems to connections, the same way from every edge.
public final class Answers {
  private static final long DRAIN_MILLIS = 10_000;

  private Answers() {}

  /// Answers with `problem` and keeps the connection.
  public static void problem(HttpServerResponse response, Problem problem) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    response
        .setStatusCode(problem.code().status())
        .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .end(problem.json().toBuffer());
  }

  /// Answers with the refusal's problem and its headers.
  public static void refusal(HttpServerResponse response, Refusal refusal) {
    if (!response.headWritten()) {
      refusal.headers().forEach(response::putHeader);
    }
    problem(response, refusal.problem());
  }

  /// Answers with `problem` and closes: nothing that follows on this connection can be trusted to
  /// start where it seems to.
  public static void problemAndClose(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    RequestGuard.distrust(request.connection());
    SecurityHeaders.put(response);
    response.putHeader(HttpHeaderNames.CONNECTION, "close");
    response
        .setStatusCode(problem.code().status())
        .putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .end(problem.json().toBuffer())
        .onComplete(sent -> request.connection().close());
  }

  /// Answers with `problem` while a body is still coming, and lets go what comes of it, so that the
  /// client reads the answer and does not meet a cut. A body that takes too long ends with its
  /// connection.
  public static void problemAndDrain(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    Vertx vertx = Objects.requireNonNull(Vertx.currentContext(), "on a context").owner();
    long late = vertx.setTimer(DRAIN_MILLIS, ignored -> request.connection().close());
    request
        .handler(ignored -> {})
        .exceptionHandler(ignored -> request.connection().close())
        .endHandler(ignored -> vertx.cancelTimer(late));
    SecurityHeaders.put(response);
    problem(response, problem);
    request.resume();
  }
}
