package dev.tandem.gateway.it;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A carrier outside the gateway: takes texts in Twilio's dialect, writes each into its ledger,
/// lists them when asked, and misbehaves as it is told. One event loop owns it.
final class LedgerCarrier implements AutoCloseable {
  private static final int SLOW_MILLIS = 700;
  private static final int PAGE = 100;

  /// A text that was taken.
  record Taken(String sid, String from, String to, String text, URI statusCallback, String at) {
    private JsonObject shown() {
      return new JsonObject()
          .put("sid", sid)
          .put("from", from)
          .put("to", to)
          .put("body", text)
          .put("status", "queued")
          .put("direction", "outbound-api")
          .put("date_created", at)
          .put("error_code", null);
    }
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final Supplier<CarrierFault> faultOf;
  private final Consumer<Taken> onTaken;

  // Guarded by this.
  private final List<Taken> ledger = new ArrayList<>();
  private final Map<String, List<Taken>> byReceiver = new HashMap<>();
  private final Map<CarrierFault, Integer> faults = new EnumMap<>(CarrierFault.class);
  private int lookUps;

  /// @param faultOf what happens to the next text
  /// @param onTaken hears of each text in the moment that it is taken
  LedgerCarrier(Vertx vertx, Supplier<CarrierFault> faultOf, Consumer<Taken> onTaken) {
    this.vertx = vertx;
    this.faultOf = faultOf;
    this.onTaken = onTaken;
    this.server =
        vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /// What was taken, in order.
  synchronized List<Taken> ledger() {
    return List.copyOf(ledger);
  }

  /// How often each fault came about.
  synchronized Map<CarrierFault, Integer> faults() {
    return new EnumMap<>(faults);
  }

  /// How often it was asked for a text.
  synchronized int lookUps() {
    return lookUps;
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.method().equals(HttpMethod.POST)) {
                send(request, form(body.toString()));
              } else {
                answer(request, 200, listed(request.uri()));
              }
            });
  }

  /// A page of the texts between two numbers, newest first.
  private synchronized JsonObject listed(String uri) {
    lookUps++;
    int mark = uri.indexOf('?');
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    Map<String, String> asked = form(query);
    int page = Integer.parseInt(asked.getOrDefault("Page", "0"));
    List<Taken> all =
        byReceiver.getOrDefault(asked.getOrDefault("To", ""), List.of()).stream()
            .filter(taken -> taken.from().equals(asked.getOrDefault("From", "")))
            .toList()
            .reversed();
    int from = Math.min(page * PAGE, all.size());
    int to = Math.min(from + PAGE, all.size());
    JsonArray messages = new JsonArray();
    all.subList(from, to).forEach(taken -> messages.add(taken.shown()));
    String next = uri.replaceAll("&Page=[0-9]+", "") + "&Page=" + (page + 1);
    return new JsonObject()
        .put("messages", messages)
        .put("next_page_uri", to < all.size() ? next : null);
  }

  private void send(HttpServerRequest request, Map<String, String> form) {
    switch (next()) {
      case NONE -> answer(request, 201, take(form).shown());
      case DROPPED -> cut(request);
      case TAKEN_AND_CUT -> {
        Taken _ = take(form);
        cut(request);
      }
      case TAKEN_IN_SILENCE -> {
        Taken _ = take(form);
      }
      case BROKEN -> answer(request, 500, new JsonObject());
      case TAKEN_AND_BROKEN -> {
        Taken _ = take(form);
        answer(request, 500, new JsonObject());
      }
      case BUSY -> {
        request.response().putHeader("Retry-After", "1");
        answer(request, 429, new JsonObject().put("code", 20429).put("status", 429));
      }
      case SLOW -> vertx.setTimer(SLOW_MILLIS, _ -> answer(request, 201, take(form).shown()));
    }
  }

  private synchronized CarrierFault next() {
    CarrierFault fault = faultOf.get();
    faults.merge(fault, 1, Integer::sum);
    return fault;
  }

  private Taken take(Map<String, String> form) {
    Taken taken;
    synchronized (this) {
      taken =
          new Taken(
              "SM%032x".formatted(ledger.size() + 1),
              form.getOrDefault("From", ""),
              form.getOrDefault("To", ""),
              form.getOrDefault("Body", ""),
              URI.create(form.getOrDefault("StatusCallback", "")),
              DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
      ledger.add(taken);
      byReceiver.computeIfAbsent(taken.to(), _ -> new ArrayList<>()).add(taken);
    }
    onTaken.accept(taken);
    return taken;
  }

  private static void cut(HttpServerRequest request) {
    request.connection().close().otherwiseEmpty();
  }

  private static void answer(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer())
        .otherwiseEmpty();
  }

  private static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String field : text.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close().await();
  }
}
