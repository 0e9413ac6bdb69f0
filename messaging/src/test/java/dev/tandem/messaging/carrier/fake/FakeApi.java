package dev.tandem.messaging.carrier.fake;

import dev.tandem.messaging.carrier.fake.FakeDialect.Asked;
import dev.tandem.messaging.carrier.fake.FakeDialect.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A carrier's REST API on a loopback port, with a ledger of what it took.
public final class FakeApi implements FakePeer, AutoCloseable {
  private record Order(Fault fault, Optional<Reply> refusal) {}

  private final FakeDialect dialect;
  private final HttpServer server;
  private final AtomicInteger last = new AtomicInteger();
  private final List<Taken> ledger = new CopyOnWriteArrayList<>();
  private final List<Asked> heard = new CopyOnWriteArrayList<>();
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final List<Fetched> fetched = new CopyOnWriteArrayList<>();
  private final HttpClient client;
  private volatile Supplier<Fault> faults = () -> Fault.NONE;

  public FakeApi(Vertx vertx, FakeDialect dialect) {
    this.dialect = dialect;
    this.client = vertx.createHttpClient();
    this.server =
        vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public List<Taken> ledger() {
    return ledger;
  }

  /// Every request that came, in order.
  public List<Asked> heard() {
    return heard;
  }

  /// What was at an attachment's address when it was fetched.
  public record Fetched(int status, String contentType, Buffer content) {}

  /// Attachments as they were fetched: those of texts that were taken and lie on this machine.
  public List<Fetched> fetched() {
    return fetched;
  }

  private void fetch(String url) {
    if (url.startsWith("http://127.0.0.1:")) {
      client
          .request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url))
          .compose(HttpClientRequest::send)
          .compose(
              response ->
                  response
                      .body()
                      .map(
                          content ->
                              new Fetched(
                                  response.statusCode(),
                                  String.valueOf(response.getHeader("Content-Type")),
                                  content)))
          .onSuccess(fetched::add);
    }
  }

  @Override
  public void order(Fault fault) {
    orders.add(new Order(fault, Optional.empty()));
  }

  @Override
  public void refuse(String code) {
    orders.add(new Order(Fault.NONE, Optional.of(dialect.refusal(400, code))));
  }

  public void always(Supplier<Fault> choice) {
    faults = choice;
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              String authorization = request.getHeader("Authorization");
              Asked asked =
                  new Asked(
                      request.method(),
                      request.uri(),
                      authorization == null ? "" : authorization,
                      body);
              heard.add(asked);
              if (!dialect.authorized(asked.authorization())) {
                answer(request, dialect.refusal(401, ""));
                return;
              }
              String id = dialect.newProviderId(last.incrementAndGet());
              Optional<Taken> taken = dialect.taken(asked, id);
              if (taken.isEmpty()) {
                answer(request, dialect.list(asked, List.copyOf(ledger)));
              } else {
                send(request, taken.get());
              }
            });
  }

  private void send(HttpServerRequest request, Taken taken) {
    Order ordered = orders.poll();
    Order order = ordered == null ? new Order(faults.get(), Optional.empty()) : ordered;
    if (order.refusal().isPresent()) {
      answer(request, order.refusal().get());
      return;
    }
    switch (order.fault()) {
      case NONE -> {
        ledger.add(taken);
        taken.media().forEach(this::fetch);
        answer(request, dialect.accepted(taken));
      }
      case TAKE_AND_STAY_SILENT -> ledger.add(taken);
      case TAKE_AND_CUT -> {
        ledger.add(taken);
        request.connection().close();
      }
      case CUT -> request.connection().close();
      case TAKE_AND_TALK_NONSENSE -> {
        ledger.add(taken);
        answer(request, new Reply(200, "<html>welcome</html>"));
      }
      case TAKE_AND_TALK_TOO_MUCH -> {
        ledger.add(taken);
        answer(request, new Reply(200, "{\"x\":\"" + "a".repeat(1 << 20) + "\"}"));
      }
      case TAKE_AND_BREAK_502 -> {
        ledger.add(taken);
        answer(request, new Reply(502, "<html>"));
      }
      case BREAK_500 -> answer(request, new Reply(500, ""));
      case BREAK_504 -> answer(request, new Reply(504, ""));
      case BUSY_429 -> {
        request.response().putHeader("Retry-After", "7");
        answer(request, dialect.refusal(429, ""));
      }
      case BUSY_503 -> answer(request, new Reply(503, ""));
      case REDIRECT -> {
        request.response().putHeader("Location", "http://127.0.0.1:1/elsewhere");
        answer(request, new Reply(302, ""));
      }
    }
  }

  private static void answer(HttpServerRequest request, Reply reply) {
    request
        .response()
        .setStatusCode(reply.status())
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(reply.body()))
        .otherwiseEmpty();
  }

  @Override
  public void close() {
    client.close().await();
    server.close().await();
  }
}
