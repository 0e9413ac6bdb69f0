package dev.tandem.gateway.edge.dav;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletionException;

/// Writes answers to connections. A multistatus is written from its virtual thread, which waits for
/// the client to take each piece.
final class DavAnswers {
  /// What the tree can do (RFC 4918 section 10.1, RFC 6352 section 6.1). There are no locks.
  static final String CLASSES = "1, 3, addressbook";

  private static final String XML = "application/xml; charset=utf-8";
  private static final int PIECE_CHARS = 16 * 1024;

  private DavAnswers() {}

  /// 401, with the way in (RFC 7617).
  static DavRefusal unauthenticated() {
    return DavRefusal.with(
        401,
        "Sign in with your e-mail address and an app password from Settings, Phones.",
        Map.of("WWW-Authenticate", "Basic realm=\"Tandem\", charset=\"UTF-8\""));
  }

  static void options(HttpServerRequest request, String allowed) {
    head(request.response(), 200, Map.of("Allow", allowed));
    request.response().end();
  }

  static void refuse(HttpServerRequest request, DavRefusal refusal) {
    HttpServerResponse response = request.response();
    if (response.headWritten()) {
      // Half of it is out: only a cut tells the client that the rest will not come.
      var _ = response.reset();
      return;
    }
    if (response.ended() || response.closed()) {
      return;
    }
    head(response, refusal.status(), refusal.headers());
    response.putHeader("Content-Type", XML);
    response.end(refusal.xml());
  }

  static void refuseAndClose(HttpServerRequest request, DavRefusal refusal) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    head(response, refusal.status(), refusal.headers());
    response
        .putHeader("Connection", "close")
        .putHeader("Content-Type", XML)
        .end(refusal.xml())
        .onComplete(ignored -> request.connection().close());
  }

  static void write(HttpServerRequest request, DavReply reply) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    switch (reply) {
      case DavReply.Whole whole -> whole(request, whole);
      case DavReply.MultiStatus many -> pieces(response, many);
    }
  }

  private static void whole(HttpServerRequest request, DavReply.Whole whole) {
    HttpServerResponse response = request.response();
    head(response, whole.status(), whole.headers());
    if (request.method().name().equals("HEAD")) {
      response.putHeader("Content-Length", Integer.toString(whole.body().length)).end();
    } else {
      response.end(Buffer.buffer(whole.body()));
    }
  }

  private static void pieces(HttpServerResponse response, DavReply.MultiStatus many) {
    Iterator<String> pieces = many.pieces();
    StringBuilder gathered = new StringBuilder();
    // What fails before the first piece is out can still be told.
    while (pieces.hasNext() && gathered.length() < PIECE_CHARS) {
      gathered.append(pieces.next());
    }
    head(response, many.status(), many.headers());
    response.putHeader("Content-Type", XML);
    if (!pieces.hasNext()) {
      response.end(gathered.toString());
      return;
    }
    try {
      response.setChunked(true);
      while (pieces.hasNext()) {
        if (gathered.length() >= PIECE_CHARS) {
          await(response.write(gathered.toString()));
          gathered.setLength(0);
        }
        gathered.append(pieces.next());
      }
      await(response.end(gathered.toString()));
    } catch (CompletionException e) {
      // The client went away; nobody is left to tell.
      var _ = response.reset();
    }
  }

  private static void await(Future<Void> written) {
    written.toCompletionStage().toCompletableFuture().join();
  }

  private static void head(HttpServerResponse response, int status, Map<String, String> headers) {
    response.setStatusCode(status);
    response.putHeader("DAV", CLASSES);
    response.putHeader("Cache-Control", "no-store");
    headers.forEach(response::putHeader);
  }
}
