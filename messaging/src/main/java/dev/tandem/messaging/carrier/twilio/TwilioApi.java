package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.Answered;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.Lost;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.NeverSent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The wire to Twilio's REST API: one request, one classified end.
///
/// Vert.x's bare client, not its WebClient, because only the bare one shows the moment a connection
/// stands, and that moment divides what may be repeated from what may not. Redirects are not
/// followed: credentials go to the configured host only.
final class TwilioApi implements AutoCloseable {
  private final TwilioSettings settings;
  private final HttpClient client;

  TwilioApi(Vertx vertx, TwilioSettings settings) {
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

  /// Posts a form.
  TwilioExchange post(String path, Buffer form, CarrierAccess access) {
    return exchange(HttpMethod.POST, path, form, access);
  }

  /// Gets a resource; `pathAndQuery` is already escaped.
  TwilioExchange get(String pathAndQuery, CarrierAccess access) {
    return exchange(HttpMethod.GET, pathAndQuery, Buffer.buffer(), access);
  }

  private TwilioExchange exchange(
      HttpMethod method, String pathAndQuery, Buffer body, CarrierAccess access) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(settings.apiUrl().getHost())
            .setPort(settings.port())
            .setSsl(settings.tls())
            .setURI(pathAndQuery)
            .setFollowRedirects(false)
            .setConnectTimeout(settings.connectTimeout().toMillis())
            .putHeader("Authorization", basic(access))
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "tandem");
    if (method.equals(HttpMethod.POST)) {
      options.putHeader("Content-Type", "application/x-www-form-urlencoded");
    }
    HttpClientRequest request;
    try {
      request = client.request(options).await();
    } catch (Exception unreachable) {
      return new NeverSent("unreachable");
    }
    return answer(request, body);
  }

  private TwilioExchange answer(HttpClientRequest request, Buffer body) {
    // The reader waits before the request goes out: set up afterwards, on this thread, it could
    // meet an answer that the event loop has already read to its end.
    Future<TwilioExchange> end = request.response().compose(this::read);
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

  private Future<TwilioExchange> read(HttpClientResponse response) {
    Promise<TwilioExchange> end = Promise.promise();
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
    String seconds = response.getHeader("Retry-After");
    return Optional.ofNullable(seconds).flatMap(TwilioAnswers::number).map(Duration::ofSeconds);
  }

  private static String basic(CarrierAccess access) {
    String credentials = access.accountId() + ":" + access.authToken().reveal();
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.close().await();
  }
}
