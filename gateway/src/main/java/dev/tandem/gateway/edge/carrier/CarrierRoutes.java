package dev.tandem.gateway.edge.carrier;

import dev.tandem.gateway.edge.http.Answers;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookRequest.Kind;
import dev.tandem.messaging.receive.WebhookResult;
import dev.tandem.messaging.receive.Webhooks;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /carriers/{carrier}/{account}/messages` and `/statuses`.
///
/// The body is read here, raw, because signatures cover its bytes: mount these routes before any
/// body handler. The work runs on a virtual thread; the answer is written on the request's own
/// loop.
public final class CarrierRoutes {
  private static final Logger log = LoggerFactory.getLogger(CarrierRoutes.class);

  /// Tells Twilio to say nothing in return.
  private static final String NO_REPLY = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

  private final Vertx vertx;
  private final Webhooks webhooks;
  private final WebhookAddress address;
  private final WebhookLimits limits;
  private final Semaphore room;

  /// @param address the public address that carriers were given
  public CarrierRoutes(
      Vertx vertx, Webhooks webhooks, WebhookAddress address, WebhookLimits limits) {
    this.vertx = vertx;
    this.webhooks = webhooks;
    this.address = address;
    this.limits = limits;
    this.room = new Semaphore(limits.inWork());
  }

  /// Adds the routes.
  public void mount(Router router) {
    router
        .post("/carriers/:carrier/:account/messages")
        .handler(context -> receive(context, Kind.MESSAGES));
    router
        .post("/carriers/:carrier/:account/statuses")
        .handler(context -> receive(context, Kind.STATUSES));
    router
        .route("/carriers/*")
        .handler(
            context ->
                refuse(
                    context.request(),
                    ProblemCode.NOT_FOUND,
                    "Carriers post to /carriers/{carrier}/{account}/messages and /statuses."));
  }

  private void receive(RoutingContext context, Kind kind) {
    HttpServerRequest request = context.request();
    Buffer body = Buffer.buffer();
    long slow =
        vertx.setTimer(
            limits.bodyTime().toMillis(),
            _ -> refuse(request, ProblemCode.BODY_TOO_SLOW, "Send the body without pauses."));
    request.exceptionHandler(_ -> vertx.cancelTimer(slow));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > limits.bodyBytes()) {
            vertx.cancelTimer(slow);
            request.handler(null).endHandler(null);
            refuse(
                request,
                ProblemCode.BODY_TOO_LARGE,
                "Send at most " + limits.bodyBytes() + " bytes.");
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        _ -> {
          vertx.cancelTimer(slow);
          work(
              request,
              param(context, "carrier"),
              param(context, "account"),
              new WebhookRequest(
                  kind, address.of(request.uri()), headers(request.headers()), body));
        });
  }

  private void work(
      HttpServerRequest request, String carrier, String account, WebhookRequest webhook) {
    if (!room.tryAcquire()) {
      unavailable(request.response());
      return;
    }
    Context loop = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("webhook")
        .start(
            () -> {
              try {
                WebhookResult result = webhooks.accept(carrier, account, webhook);
                loop.runOnContext(_ -> answer(request.response(), webhook.kind(), result));
              } catch (RuntimeException bug) {
                log.error("A webhook broke; it is answered 500", bug);
                loop.runOnContext(
                    _ ->
                        problem(
                            request.response(),
                            ProblemCode.INTERNAL,
                            "Nothing was stored. Send it again."));
              } finally {
                room.release();
              }
            });
  }

  private static void answer(HttpServerResponse response, Kind kind, WebhookResult result) {
    switch (result) {
      case WebhookResult.Stored _, WebhookResult.Unused _ -> accepted(response, kind);
      case WebhookResult.Forged(String reason) -> problem(response, ProblemCode.FORGED, reason);
      case WebhookResult.Malformed(String reason) ->
          problem(response, ProblemCode.MALFORMED_REQUEST, reason);
      case WebhookResult.UnknownAccount _ ->
          problem(
              response,
              ProblemCode.NOT_FOUND,
              "No such carrier account. An admin can add it in settings.");
      case WebhookResult.UnknownNumber _ ->
          problem(
              response,
              ProblemCode.NOT_FOUND,
              "The workspace does not have that number on this carrier account. An admin can add"
                  + " it in settings.");
      case WebhookResult.UnknownMessage _ ->
          problem(response, ProblemCode.NOT_FOUND, "That text was not sent from here.");
      case WebhookResult.Unavailable _ -> unavailable(response);
    }
  }

  private static void accepted(HttpServerResponse response, Kind kind) {
    if (response.ended() || response.closed()) {
      return;
    }
    switch (kind) {
      case MESSAGES -> response.putHeader("Content-Type", "text/xml; charset=utf-8").end(NO_REPLY);
      case STATUSES -> response.setStatusCode(204).end();
    }
  }

  private static void unavailable(HttpServerResponse response) {
    if (!response.headWritten()) {
      response.putHeader("Retry-After", "5");
    }
    problem(response, ProblemCode.UNAVAILABLE, "It could not be stored. Send it again.");
  }

  private static void refuse(HttpServerRequest request, ProblemCode code, String detail) {
    Answers.problemAndClose(request, Problem.of(code, detail));
  }

  private static void problem(HttpServerResponse response, ProblemCode code, String detail) {
    Answers.problem(response, Problem.of(code, detail));
  }

  private static String param(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name), "the route's pattern has it");
  }

  private static Map<String, List<String>> headers(MultiMap headers) {
    Map<String, List<String>> byName = new HashMap<>();
    for (String name : headers.names()) {
      byName.put(name.toLowerCase(Locale.ROOT), headers.getAll(name));
    }
    return byName;
  }
}
