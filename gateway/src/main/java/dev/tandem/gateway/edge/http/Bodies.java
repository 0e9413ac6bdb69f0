package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.config.Limits;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Reads bodies whole, within limits of size and time, before any work is done on their behalf. A
/// body whose framing breaks half-way therefore never reaches an endpoint.
public final class Bodies {
  private final Vertx vertx;
  private final Limits limits;

  public Bodies(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  /// The body, or a failure that is a [Refusal]; must be called before the request's handler
  /// returns.
  public Future<Buffer> read(HttpServerRequest request) {
    return read(request, limits.bodyBytes());
  }

  /// The body of at most `maxBytes`.
  public Future<Buffer> read(HttpServerRequest request, int maxBytes) {
    return read(request, maxBytes, limits.bodySeconds());
  }

  /// The body of at most `maxBytes`, which may take `seconds` to arrive.
  public Future<Buffer> read(HttpServerRequest request, int maxBytes, int seconds) {
    String length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null && (length.length() > 9 || Long.parseLong(length) > maxBytes)) {
      return Future.failedFuture(tooLarge(maxBytes));
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) {
      request.response().writeContinue();
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            seconds * 1000L,
            ignored ->
                whole.tryFail(
                    Refusal.of(ProblemCode.BODY_TOO_SLOW, "Send the body without long pauses.")));
    request
        .handler(
            piece -> {
              if (body.length() + piece.length() > maxBytes) {
                whole.tryFail(tooLarge(maxBytes));
              } else {
                body.appendBuffer(piece);
              }
            })
        .exceptionHandler(
            broken ->
                whole.tryFail(
                    Refusal.of(
                        ProblemCode.MALFORMED_REQUEST, "Send the body in well-formed chunks.")))
        .endHandler(ignored -> whole.tryComplete(body));
    return whole.future().onComplete(ignored -> vertx.cancelTimer(timer));
  }

  static Refusal tooLarge(int maxBytes) {
    return Refusal.of(ProblemCode.BODY_TOO_LARGE, "Send at most " + maxBytes + " bytes.");
  }
}
