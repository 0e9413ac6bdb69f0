package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.edge.web.Pages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;

/// What stands behind a problem's `type` (RFC 9457 section 3.1.1): a page a problem, for the person
/// who follows it.
public final class ProblemPages {
  private ProblemPages() {}

  /// Puts the pages on `router`; a word that is no problem's goes on to the next handler.
  public static void mount(Router router) {
    router.get("/problems/:word").handler(ProblemPages::answer);
  }

  private static void answer(RoutingContext context) {
    Optional<ProblemCode> code =
        Arrays.stream(ProblemCode.values())
            .filter(candidate -> candidate.word().equals(context.pathParam("word")))
            .findFirst();
    if (code.isEmpty()) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end(page(code.get()));
  }

  private static String page(ProblemCode code) {
    return Pages.document(
        Pages.escape(code.title()),
        """
        <h1>%s</h1>
        <p>Problem <code>%s</code>, HTTP status %d. The answer's <code>detail</code> says what to do
        this time.</p>
        <p><a href="/api/v1/docs">The API, described</a></p>"""
            .formatted(Pages.escape(code.title()), code.word(), code.status()));
  }
}
