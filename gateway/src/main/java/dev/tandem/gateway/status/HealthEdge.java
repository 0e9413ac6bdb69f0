package dev.tandem.gateway.status;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executor;

/// `/health/live`, `/health/ready` and `/health/startup` as `application/health+json`
/// (draft-inadarei-api-health-check-06): 200 while the answer is yes or yes-with-a-warning, else
/// 503.
public final class HealthEdge {
  private static final String MEDIA_TYPE = "application/health+json";

  private final Health health;
  private final String service;
  private final String version;
  private final InstantSource clock;
  private final Executor blocking;
  private volatile boolean started;

  /// @param service which of our processes it is
  public HealthEdge(
      Health health, String service, String version, InstantSource clock, Executor blocking) {
    this.health = health;
    this.service = service;
    this.version = version;
    this.clock = clock;
    this.blocking = blocking;
  }

  /// From now on `/health/startup` says yes.
  public void started() {
    started = true;
  }

  /// Puts the three addresses on `router`.
  public void mount(Router router, Vertx vertx) {
    router.get("/health/live").handler(context -> plain(context, Health.State.PASS));
    router
        .get("/health/startup")
        .handler(context -> plain(context, started ? Health.State.PASS : Health.State.FAIL));
    router.get("/health/ready").handler(context -> ready(context, vertx));
  }

  private void ready(RoutingContext context, Vertx vertx) {
    var loop = vertx.getOrCreateContext();
    blocking.execute(
        () -> {
          Map<Health.Check, Health.Finding> findings = health.findings();
          loop.runOnContext(ignored -> answer(context, findings));
        });
  }

  private void answer(RoutingContext context, Map<Health.Check, Health.Finding> findings) {
    Health.State worst = started ? Health.worst(findings) : Health.State.FAIL;
    String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonObject checks = new JsonObject();
    findings.forEach(
        (check, finding) -> {
          JsonObject entry = new JsonObject().put("status", finding.state().word());
          if (!finding.detail().isEmpty()) {
            entry.put("output", finding.detail());
          }
          checks.put(check.key(), new JsonArray().add(entry.put("time", time)));
        });
    send(context, worst, body(worst).put("checks", checks));
  }

  private void plain(RoutingContext context, Health.State state) {
    send(context, state, body(state));
  }

  private JsonObject body(Health.State state) {
    return new JsonObject()
        .put("status", state.word())
        .put("version", version)
        .put("serviceId", service);
  }

  private static void send(RoutingContext context, Health.State state, JsonObject body) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(state == Health.State.FAIL ? 503 : 200)
        .putHeader("content-type", MEDIA_TYPE)
        .putHeader("cache-control", "no-store")
        .end(body.toBuffer());
  }
}
