package dev.tandem.gateway.edge.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/// Serves the page from `/web` on the class path. Files whose name carries a hash of their content
/// are kept by browsers for a year; everything else is asked for again and answered with 304 while
/// it is the same.
public final class StaticFiles implements Handler<RoutingContext> {
  private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*){1,6}");
  private static final Pattern HASHED = Pattern.compile("/assets/.+-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
  private static final String INDEX = "/index.html";

  private final String root;
  private final Executor blocking;
  private final Handler<RoutingContext> absent;
  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  /// `root` is a folder of the class path; `absent` answers for what is not there.
  public StaticFiles(String root, Executor blocking, Handler<RoutingContext> absent) {
    this.root = root;
    this.blocking = blocking;
    this.absent = absent;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean reads =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    String path = Objects.requireNonNullElse(request.path(), "");
    String name = path.equals("/") ? INDEX : path;
    if (!reads || !NAME.matcher(name).matches()) {
      absent.handle(context);
      return;
    }
    StaticFile kept = files.get(name);
    if (kept != null) {
      send(request, name, kept);
      return;
    }
    blocking.execute(() -> find(context, name));
  }

  private void find(RoutingContext context, String name) {
    Optional<StaticFile> found = StaticFile.mediaType(name).flatMap(type -> load(name, type));
    if (found.isEmpty()) {
      absent.handle(context);
      return;
    }
    files.put(name, found.get());
    send(context.request(), name, found.get());
  }

  private Optional<StaticFile> load(String name, String mediaType) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(root + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(StaticFile.of(mediaType, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
  }

  private static void send(HttpServerRequest request, String name, StaticFile file) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    boolean packed = file.gzip().isPresent() && takesGzip(request);
    String tag = "\"" + file.tag() + (packed ? "-gz" : "") + "\"";
    response
        .putHeader(HttpHeaderNames.ETAG, tag)
        .putHeader(HttpHeaderNames.VARY, "accept-encoding")
        .putHeader(
            HttpHeaderNames.CACHE_CONTROL,
            HASHED.matcher(name).matches() ? "public, max-age=31536000, immutable" : "no-cache");
    if (tagged(request, tag)) {
      response.setStatusCode(304).end();
      return;
    }
    Buffer body = packed ? file.gzip().orElseThrow() : file.bytes();
    response
        .putHeader(HttpHeaderNames.CONTENT_TYPE, file.mediaType())
        .putHeader(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length()));
    if (packed) {
      response.putHeader(HttpHeaderNames.CONTENT_ENCODING, "gzip");
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaderNames.ACCEPT_ENCODING);
    return accepted != null
        && java.util.Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .anyMatch(
                coding -> coding.startsWith("gzip") && !coding.matches("gzip;\\s*q=0(\\.0*)?"));
  }

  private static boolean tagged(HttpServerRequest request, String tag) {
    String known = request.getHeader(HttpHeaderNames.IF_NONE_MATCH);
    return known != null
        && java.util.Arrays.stream(known.split(","))
            .map(String::strip)
            .anyMatch(one -> one.equals(tag) || one.equals("W/" + tag));
  }
}
