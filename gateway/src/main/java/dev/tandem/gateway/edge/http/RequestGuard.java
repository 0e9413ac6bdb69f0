package dev.tandem.gateway.edge.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AttributeKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The first handler of every request. What it lets through has one `Host`, ours; an address that
/// means the same to everybody; and no framing that two readers could understand in two ways (RFC
/// 9112 sections 3.2, 5 and 6). Everything else is answered and its connection closed.
public final class RequestGuard implements Handler<HttpServerRequest> {
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  /// What WebDAV adds (RFC 4918 section 9, RFC 3253 section 3.6), below `/dav` and nowhere else.
  private static final Set<String> DAV_METHODS =
      Set.of("PROPFIND", "PROPPATCH", "REPORT", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK");

  private static final AttributeKey<Boolean> DISTRUSTED = AttributeKey.valueOf("tandem.distrusted");
  private static final int HEADERS = 100;

  private final PublicAddress address;
  private final Handler<HttpServerRequest> next;

  public RequestGuard(PublicAddress address, Handler<HttpServerRequest> next) {
    this.address = address;
    this.next = next;
  }

  /// Makes `server` ask this guard first, for requests it can read and for those it cannot.
  public void protect(HttpServer server, HttpServerOptions options) {
    server
        .connectionHandler(
            connection -> {
              if (connection instanceof HttpServerConnection http) {
                http.channelHandlerContext()
                    .pipeline()
                    .replace(
                        StrictRequestDecoder.NAME,
                        StrictRequestDecoder.NAME,
                        new StrictRequestDecoder(options));
              }
            })
        .invalidRequestHandler(RequestGuard::refuseUnreadable)
        .requestHandler(this);
  }

  /// From now on no request of `connection` is looked at; it is about to be closed.
  static void distrust(HttpConnection connection) {
    if (connection instanceof HttpServerConnection http) {
      http.channelHandlerContext().channel().attr(DISTRUSTED).set(true);
    }
  }

  private static boolean distrusted(HttpConnection connection) {
    return connection instanceof HttpServerConnection http
        && Boolean.TRUE.equals(http.channelHandlerContext().channel().attr(DISTRUSTED).get());
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (distrusted(request.connection())) {
      return;
    }
    Optional<Problem> fault = fault(request);
    if (fault.isPresent()) {
      Answers.problemAndClose(request, fault.get());
      return;
    }
    SecurityHeaders.put(request.response());
    SecurityHeaders.putTransport(request.response(), address);
    next.handle(request);
  }

  private Optional<Problem> fault(HttpServerRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(unreadable(request.decoderResult().cause()));
    }
    if (request.version() != HttpVersion.HTTP_1_1) {
      return malformed("Speak HTTP/1.1.");
    }
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() != 1 || hosts.getFirst().isBlank()) {
      return malformed("Send exactly one Host field.");
    }
    if (!address.answersTo(hosts.getFirst())) {
      return Optional.of(
          Problem.of(ProblemCode.WRONG_HOST, "Use the address " + address.origin() + "."));
    }
    if (request.headers().size() > HEADERS) {
      return Optional.of(
          Problem.of(ProblemCode.HEADERS_TOO_LARGE, "Send at most " + HEADERS + " headers."));
    }
    if (!METHODS.contains(request.method()) && !dav(request)) {
      return malformed("Use GET, POST, PATCH or DELETE.");
    }
    if (!plainPath(request.uri())) {
      return malformed("Use a plain path: no dot segments, double or encoded slashes.");
    }
    return framing(request);
  }

  private static Optional<Problem> framing(HttpServerRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    List<String> lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
    boolean chunked = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("chunked");
    if (!encodings.isEmpty() && !chunked) {
      return malformed("The only Transfer-Encoding taken is chunked.");
    }
    if (lengths.size() > 1 || (!lengths.isEmpty() && !encodings.isEmpty())) {
      return malformed("Send one Content-Length, or chunked, and not both.");
    }
    return Optional.empty();
  }

  private static boolean dav(HttpServerRequest request) {
    String uri = request.uri();
    return DAV_METHODS.contains(request.method().name())
        && (uri.equals("/dav") || uri.startsWith("/dav/") || uri.equals("/.well-known/carddav"));
  }

  private static boolean plainPath(String uri) {
    int query = uri.indexOf('?');
    String path = (query < 0 ? uri : uri.substring(0, query)).toLowerCase(Locale.ROOT);
    return path.startsWith("/")
        && uri.indexOf('#') < 0
        && uri.chars().allMatch(c -> c > 0x20 && c < 0x7f)
        && List.of("//", "\\", "%2f", "%5c", "%00", "%2e").stream().noneMatch(path::contains)
        && java.util.Arrays.stream(path.split("/", -1))
            .noneMatch(Predicate.<String>isEqual(".").or(Predicate.isEqual("..")));
  }

  private static void refuseUnreadable(HttpServerRequest request) {
    if (distrusted(request.connection())) {
      return;
    }
    Answers.problemAndClose(request, unreadable(request.decoderResult().cause()));
  }

  private static Problem unreadable(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          Problem.of(ProblemCode.ADDRESS_TOO_LONG, "Shorten the path and query.");
      case TooLongHttpHeaderException _ ->
          Problem.of(ProblemCode.HEADERS_TOO_LARGE, "Send fewer or shorter headers.");
      case null, default ->
          Problem.of(ProblemCode.MALFORMED_REQUEST, "Send well-formed HTTP/1.1 (RFC 9112).");
    };
  }

  private static Optional<Problem> malformed(String advice) {
    return Optional.of(Problem.of(ProblemCode.MALFORMED_REQUEST, advice));
  }
}
