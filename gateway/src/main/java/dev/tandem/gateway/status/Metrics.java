package dev.tandem.gateway.status;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Numbers about the process in Prometheus' text format, on a listener of their own. Labels come
/// from fixed lists: a route's pattern, a status, an outcome; never an id, an address or a name.
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /// The registry keeps only a weak hand on what a count asks.
  private final List<DoubleSupplier> asked = new ArrayList<>();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// An HTTP request was answered.
  public void answered(String method, String route, int status, Duration took) {
    Timer.builder("tandem.http.requests")
        .description("Requests of the REST interface that were answered")
        .tag("method", method)
        .tag("route", route)
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  /// A count that somebody else keeps.
  public void count(String name, String help, DoubleSupplier value) {
    asked.add(value);
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .register(registry);
  }

  /// A level that somebody else knows.
  public void level(String name, String help, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble).description(help).register(registry);
  }

  /// A level of several kinds that somebody else knows; `kind` is one value of the label `label`.
  public void level(String name, String help, String label, String kind, DoubleSupplier value) {
    asked.add(value);
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .tag(label, kind)
        .register(registry);
  }

  /// A count of several kinds that somebody else keeps; `kind` is one value of the label `label`.
  public void count(String name, String help, String label, String kind, DoubleSupplier value) {
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .tag(label, kind)
        .register(registry);
  }

  /// A histogram that somebody else keeps, without a sum. `bounds` end each class, in the unit of
  /// the name and rising; the last one is infinite. `counts` tells how many fell into each class.
  public void histogram(
      String name, String help, List<Double> bounds, Supplier<List<Long>> counts) {
    registry
        .getPrometheusRegistry()
        .register(
            () ->
                HistogramSnapshot.builder()
                    .name(name)
                    .help(help)
                    .dataPoint(
                        HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(
                                ClassicHistogramBuckets.of(bounds, counts.get()))
                            .build())
                    .build());
  }

  /// Counts events of fixed kinds, each of which is there from the start with nought.
  public Consumer<String> events(String name, String help, String label, Collection<String> kinds) {
    Map<String, Counter> counters =
        kinds.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    kind -> kind,
                    kind ->
                        Counter.builder(name)
                            .description(help)
                            .tag(label, kind)
                            .register(registry)));
    return kind -> {
      Counter counter = counters.get(kind);
      if (counter == null) {
        throw new IllegalArgumentException("a kind that was not named: " + kind);
      }
      counter.increment();
    };
  }

  /// Serves `/metrics` on `host` and `port`.
  public Future<HttpServer> listen(Vertx vertx, String host, int port) {
    return vertx.createHttpServer().requestHandler(this::answer).listen(port, host);
  }

  private void answer(HttpServerRequest request) {
    if (!"/metrics".equals(request.path())) {
      request.response().setStatusCode(404).end();
      return;
    }
    tell(request);
  }

  /// Answers `request` with all numbers.
  public void tell(HttpServerRequest request) {
    request
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(registry.scrape());
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
