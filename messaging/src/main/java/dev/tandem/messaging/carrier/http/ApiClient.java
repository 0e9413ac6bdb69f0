package dev.tandem.messaging.carrier.http;

import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.ApiExchange.Lost;
import dev.tandem.messaging.carrier.http.ApiExchange.NeverSent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// The wire to one carrier's REST API: one request, one classified end. Blocks its (virtual)
/// thread.
///
/// Vert.x's bare client, not its WebClient, because only the bare one shows the moment a connection
/// stands, and that moment divides what may be repeated from what may not. Redirects are not
/// followed: credentials go to the configured host only.
public final class ApiClient implements AutoCloseable {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private final ApiSettings settings;
  private final HttpClient client;

  public ApiClient(Vertx vertx, ApiSettings settings) {
    this.settings = settings;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setSsl(settings.tls())
                .setVerifyHost(true)
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // A connection that idles long may be closed by the far end just as a request is
                // written.
                .setKeepAliveTimeout(4)
                .setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(settings.maxConnections()));
  }

  /// Makes the request and waits for its end. Throws for nothing that the world does.
  public ApiExchange exchange(ApiRequest asked) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(asked.method())
            .setHost(settings.apiUrl().getHost())
            .setPort(settings.port())
            .setSsl(settings.tls())
            .setURI(asked.pathAndQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(settings.connectTimeout().toMillis())
            .putHeader("Authorization", asked.authorization())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "tandem");
    asked.contentType().ifPresent(type -> options.putHeader("Content-Type", type));
    HttpClientRequest request;
    try {
      request = client.request(options).await();
    } catch (Exception unreachable) {
      return new NeverSent("unreachable");
    }
    return answer(request, asked.body());
  }

  private ApiExchange answer(HttpClientRequest request, Buffer body) {
    // The reader waits before the request goes out: set up afterwards, on this thread, it could
    // meet an answer that the event loop has already read to its end.
    Future<ApiExchange> end = request.response().compose(this::read);
    try {
      request.send(body);
      return end.await(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      abandon(request);
      return new Lost("timeout");
    } catch (Exception cut) {
      abandon(request);
      return new Lost("connection_lost");
    }
  }

  private Future<ApiExchange> read(HttpClientResponse response) {
    Promise<ApiExchange> end = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(end::tryFail);
    response.endHandler(
        _ -> end.tryComplete(new Answered(response.statusCode(), retryAfter(response), body)));
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > settings.maxAnswerBytes()) {
            abandon(response.request());
            end.tryComplete(new Lost("answer_too_large"));
          } else {
            body.appendBuffer(chunk);
          }
        });
    return end.future();
  }

  private static void abandon(HttpClientRequest request) {
    // Closes the connection; that this may fail because it is closed already changes nothing.
    request.reset().otherwiseEmpty();
  }

  private static Optional<Duration> retryAfter(HttpClientResponse response) {
    return Optional.ofNullable(response.getHeader("Retry-After"))
        .filter(seconds -> SECONDS.matcher(seconds).matches())
        .map(seconds -> Duration.ofSeconds(Integer.parseInt(seconds)));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
