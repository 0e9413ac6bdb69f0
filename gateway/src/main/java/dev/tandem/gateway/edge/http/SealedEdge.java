package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.web.Pages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// What is answered to everybody while the root key is away: 503, as a problem to programs and as a
/// page to people.
public final class SealedEdge {
  private static final String RETRY_SECONDS = "10";

  private SealedEdge() {}

  /// Puts it on `router`, behind everything else.
  public static void mount(Router router) {
    router.route("/api/*").last().handler(SealedEdge::problem);
    router.route("/carriers/*").last().handler(SealedEdge::problem);
    router.route().last().handler(SealedEdge::page);
  }

  /// The problem that says so.
  public static Problem problem() {
    return Problem.of(
        ProblemCode.SEALED,
        "What is stored cannot be opened until the root key is back. Try again after the time of"
            + " Retry-After.");
  }

  private static void problem(RoutingContext context) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    Answers.problem(context.response(), problem());
  }

  private static void page(RoutingContext context) {
    context
        .response()
        .setStatusCode(ProblemCode.SEALED.status())
        .putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("refresh", RETRY_SECONDS)
        .end(
            Pages.document(
                "Sealed",
                """
                <h1>Tandem is locked for the moment</h1>
                <p>Your messages, recordings and contacts are safe, and stay encrypted: the key that opens
                them is not within reach of this server right now.</p>
                <p>You need to do nothing. This page looks again every ten seconds and opens Tandem when the
                key is back. If that takes long, tell whoever runs this server.</p>
                <p><a href="/status">Status</a></p>\
                """));
  }
}
