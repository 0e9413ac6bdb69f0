package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.driver.Owner;
import dev.tandem.gateway.edge.http.Answers;
import dev.tandem.gateway.edge.http.Problem;
import dev.tandem.gateway.edge.http.ProblemCode;
import dev.tandem.gateway.edge.http.PublicAddress;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Admits WebSockets: right protocol, own origin, known device. A browser sends its cookie along
/// from any page, so with a cookie the `Origin` must be ours (RFC 6455 section 10.2); a bearer
/// token is sent only by who knows it.
public final class RealtimeEdge implements Handler<HttpServerRequest> {
  /// The subprotocol that client and server must agree on.
  public static final String SUBPROTOCOL = "tandem.v1";

  private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

  private final Vertx vertx;
  private final Owner owner;
  private final Authenticator authenticator;
  private final PublicAddress address;
  private final RealtimeHub hub;
  private final CallGate gate;
  private final RealtimeLimits limits;

  public RealtimeEdge(
      Vertx vertx,
      Owner owner,
      Authenticator authenticator,
      PublicAddress address,
      RealtimeHub hub,
      CallGate gate,
      RealtimeLimits limits) {
    this.vertx = vertx;
    this.owner = owner;
    this.authenticator = authenticator;
    this.address = address;
    this.hub = hub;
    this.gate = gate;
    this.limits = limits;
  }

  /// Takes a `GET` of the realtime address.
  @Override
  public void handle(HttpServerRequest request) {
    Optional<Problem> fault = fault(request);
    if (fault.isPresent()) {
      Answers.problemAndClose(request, fault.get());
      return;
    }
    Context loop = vertx.getOrCreateContext();
    request.pause();
    authenticator
        .authenticate(request)
        .onComplete(
            found ->
                loop.runOnContext(
                    ignored -> {
                      if (found.succeeded()) {
                        admit(loop, request, found.result());
                      } else {
                        refuse(request, ProblemCode.UNAVAILABLE, "Reconnect in a moment.");
                      }
                    }));
  }

  private Optional<Problem> fault(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      return problem(ProblemCode.MALFORMED_REQUEST, "Open a WebSocket here (RFC 6455).");
    }
    if (!offersProtocol(request.getHeader(PROTOCOL_HEADER))) {
      return problem(ProblemCode.MALFORMED_REQUEST, "Ask for the subprotocol " + SUBPROTOCOL + ".");
    }
    Optional<String> origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
    boolean bearer = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    boolean own = bearer || address.isOwn(origin);
    return own
        ? Optional.empty()
        : problem(ProblemCode.FOREIGN_ORIGIN, "Connect from " + address.origin() + ".");
  }

  private static boolean offersProtocol(@Nullable String offered) {
    return offered != null
        && Arrays.stream(offered.split(",", -1)).map(String::strip).anyMatch(SUBPROTOCOL::equals);
  }

  private void admit(Context loop, HttpServerRequest request, Optional<Endpoint> endpoint) {
    if (endpoint.isEmpty()) {
      refuse(request, ProblemCode.UNAUTHENTICATED, "Sign in, then connect again.");
      return;
    }
    request.resume();
    request
        .toWebSocket()
        .onSuccess(
            webSocket ->
                new Socket(loop, webSocket, endpoint.get(), owner, hub, gate, limits).open(vertx));
  }

  private static Optional<Problem> problem(ProblemCode code, String detail) {
    return Optional.of(Problem.of(code, detail));
  }

  private static void refuse(HttpServerRequest request, ProblemCode code, String detail) {
    Answers.problemAndClose(request, Problem.of(code, detail));
  }
}
