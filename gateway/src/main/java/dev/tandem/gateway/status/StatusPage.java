package dev.tandem.gateway.status;

import dev.tandem.gateway.edge.web.Pages;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.audit.SignedHead;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What anybody may know of how the gateway is: a page, and the same as JSON in the shape of
/// Atlassian's Statuspage (API v2), which many tools read. It says which component works, never why
/// not: details are for operators, in `/health/ready`.
///
/// Checks run at most every ten seconds, however many ask.
public final class StatusPage {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss 'UTC'", java.util.Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// The checks' findings at a time.
  private record Snapshot(
      Instant at, Map<Health.Check, Health.Finding> findings, Optional<SignedHead> auditHead) {}

  private final Health health;
  private final Supplier<Optional<SignedHead>> auditHead;
  private final String origin;
  private final InstantSource clock;
  private final Executor blocking;
  private final Instant started;
  private final AtomicReference<Optional<Snapshot>> last = new AtomicReference<>(Optional.empty());

  /// `auditHead` gives the newest head of the installation's audit log.
  public StatusPage(
      Health health,
      Supplier<Optional<SignedHead>> auditHead,
      String origin,
      InstantSource clock,
      Executor blocking) {
    this.health = health;
    this.auditHead = auditHead;
    this.origin = origin;
    this.clock = clock;
    this.blocking = blocking;
    this.started = clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// Puts the page and its JSON on `router`.
  public void mount(Router router) {
    router.get("/status").handler(html(this::page));
    router
        .get("/status/history.rss")
        .handler(
            context ->
                blocking.execute(
                    () ->
                        send(
                            context,
                            "application/rss+xml; charset=utf-8",
                            Buffer.buffer(history(snapshot())))));
    router.get("/status/audit-head.txt").handler(this::auditHead);
    router.get("/api/v2/summary.json").handler(json(this::summary));
    router.get("/api/v2/status.json").handler(json(this::status));
    router.get("/api/v2/components.json").handler(json(this::components));
    router.get("/api/v2/incidents.json").handler(json(s -> none(s, "incidents")));
    router.get("/api/v2/incidents/unresolved.json").handler(json(s -> none(s, "incidents")));
    router
        .get("/api/v2/scheduled-maintenances.json")
        .handler(json(s -> none(s, "scheduled_maintenances")));
  }

  private io.vertx.core.Handler<RoutingContext> html(Function<Snapshot, String> page) {
    return context ->
        blocking.execute(
            () -> send(context, "text/html; charset=utf-8", Buffer.buffer(page.apply(snapshot()))));
  }

  private io.vertx.core.Handler<RoutingContext> json(Function<Snapshot, JsonObject> body) {
    return context ->
        blocking.execute(
            () -> send(context, "application/json", body.apply(snapshot()).toBuffer()));
  }

  private static void send(RoutingContext context, String type, Buffer body) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response
          .putHeader("content-type", type)
          .putHeader("cache-control", "public, max-age=10")
          .end(body);
    }
  }

  private Snapshot snapshot() {
    Instant now = clock.instant();
    Optional<Snapshot> kept = last.get();
    if (kept.isPresent() && Duration.between(kept.get().at(), now).compareTo(FRESH) < 0) {
      return kept.get();
    }
    Snapshot taken =
        new Snapshot(now.truncatedTo(ChronoUnit.MILLIS), health.findings(), newestHead());
    last.set(Optional.of(taken));
    return taken;
  }

  /// None while the database does not answer.
  private Optional<SignedHead> newestHead() {
    try {
      return auditHead.get();
    } catch (StorageException e) {
      return Optional.empty();
    }
  }

  /// The newest head's signed text, for whoever keeps it.
  private void auditHead(RoutingContext context) {
    blocking.execute(
        () -> {
          Optional<SignedHead> head = snapshot().auditHead();
          if (head.isEmpty()) {
            context.response().setStatusCode(404);
          }
          send(
              context,
              "text/plain; charset=utf-8",
              Buffer.buffer(head.map(SignedHead::text).orElse("No head was kept yet.\n")));
        });
  }

  /// What an outsider can keep, so that nobody can change an audit log unseen.
  private static String auditHead(Snapshot snapshot) {
    return snapshot
        .auditHead()
        .map(
            signed ->
                """
                <h2>Audit log</h2>
                <p>Heads kept: %d, the newest %s. Whoever <a href="/status/audit-head.txt">keeps this head</a> can have \
                every audit log checked against it later.</p>
                <p class="hash"><code>%s</code></p>
                """
                    .formatted(
                        signed.head().size(),
                        SHOWN.format(signed.head().at()),
                        Base64.getEncoder().encodeToString(signed.head().root().bytes())))
        .orElse("");
  }

  private String page(Snapshot snapshot) {
    Health.State worst = Health.worst(snapshot.findings());
    String rows =
        snapshot.findings().entrySet().stream()
            .map(
                entry ->
                    "<li><span class=\"name\">%s</span><span class=\"state %s\">%s</span></li>"
                        .formatted(
                            Pages.escape(entry.getKey().name()),
                            entry.getValue().state().word(),
                            words(entry.getValue().state())))
            .collect(Collectors.joining("\n"));
    return Pages.document(
        "Status",
        """
        <h1>Status</h1>
        <p class="banner %s" role="status">%s</p>
        <ul class="components">
        %s
        </ul>
        <h2>Incidents</h2>
        <p>None is open.</p>
        %s
        <footer>Checked %s. For machines: <a href="/api/v2/summary.json">summary.json</a>.</footer>"""
            .formatted(
                worst.word(),
                overall(worst),
                rows,
                auditHead(snapshot),
                SHOWN.format(snapshot.at())));
  }

  /// Incidents as RSS 2.0; none is kept yet, so the channel has no item.
  private String history(Snapshot snapshot) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0">
    <channel>
    <title>Tandem status</title>
    <link>%s</link>
    <description>Incidents of this gateway</description>
    <lastBuildDate>%s</lastBuildDate>
    </channel>
    </rss>
    """
        .formatted(
            Pages.escape(origin + "/status"),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(snapshot.at().atOffset(ZoneOffset.UTC)));
  }

  private JsonObject summary(Snapshot snapshot) {
    return components(snapshot)
        .put("incidents", new JsonArray())
        .put("scheduled_maintenances", new JsonArray())
        .put("status", indicator(snapshot));
  }

  private JsonObject status(Snapshot snapshot) {
    return new JsonObject().put("page", about(snapshot)).put("status", indicator(snapshot));
  }

  private JsonObject components(Snapshot snapshot) {
    JsonArray components = new JsonArray();
    int position = 1;
    for (var entry : snapshot.findings().entrySet()) {
      components.add(
          new JsonObject()
              .put("id", id(entry.getKey().key()))
              .put("name", entry.getKey().name())
              .put("status", component(entry.getValue().state()))
              .put("created_at", started.toString())
              .put("updated_at", snapshot.at().toString())
              .put("position", position++)
              .putNull("description")
              .put("showcase", false)
              .putNull("start_date")
              .putNull("group_id")
              .put("page_id", id(origin))
              .put("group", false)
              .put("only_show_if_degraded", false));
    }
    return new JsonObject().put("page", about(snapshot)).put("components", components);
  }

  private JsonObject none(Snapshot snapshot, String what) {
    return new JsonObject().put("page", about(snapshot)).put(what, new JsonArray());
  }

  private JsonObject about(Snapshot snapshot) {
    return new JsonObject()
        .put("id", id(origin))
        .put("name", "Tandem")
        .put("url", origin + "/status")
        .put("time_zone", "Etc/UTC")
        .put("updated_at", snapshot.at().toString());
  }

  private static JsonObject indicator(Snapshot snapshot) {
    Health.State worst = Health.worst(snapshot.findings());
    String indicator =
        switch (worst) {
          case PASS -> "none";
          case WARN -> "minor";
          case FAIL -> "major";
        };
    return new JsonObject().put("indicator", indicator).put("description", overall(worst));
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 12);
  }

  private static String overall(Health.State state) {
    return switch (state) {
      case PASS -> "All Systems Operational";
      case WARN -> "Partly Degraded Service";
      case FAIL -> "Major Service Outage";
    };
  }

  private static String words(Health.State state) {
    return switch (state) {
      case PASS -> "Operational";
      case WARN -> "Limited";
      case FAIL -> "Not working";
    };
  }

  private static String component(Health.State state) {
    return switch (state) {
      case PASS -> "operational";
      case WARN -> "degraded_performance";
      case FAIL -> "major_outage";
    };
  }
}
