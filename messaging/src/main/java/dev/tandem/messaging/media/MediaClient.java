package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.media.MediaAnswer.Content;
import dev.tandem.messaging.media.MediaAnswer.Gone;
import dev.tandem.messaging.media.MediaAnswer.Later;
import dev.tandem.messaging.media.MediaAnswer.Never;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks for attachments, and goes nowhere that it was not allowed to go: a name is resolved once,
/// every one of its addresses is checked, and the connection is made to an address that was checked
/// (so a name that resolves to something else a moment later changes nothing), while TLS and `Host`
/// keep the name. A redirection is not followed; where a carrier's own API sends on, its `Location`
/// is a new address that has to pass everything again, without credentials. Blocks its (virtual)
/// thread and throws for nothing that the world does.
public final class MediaClient implements AutoCloseable {
  /// How often one place may send on to another.
  private static final int MAX_HOPS = 2;

  private final MediaClientSettings settings;
  private final HttpClient client;

  public MediaClient(Vertx vertx) {
    this(vertx, MediaClientSettings.STANDARD);
  }

  MediaClient(Vertx vertx, MediaClientSettings settings) {
    this.settings = settings;
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setVerifyHost(true)
            .setConnectTimeout((int) settings.connectTime().toMillis())
            .setSslHandshakeTimeout(settings.connectTime().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setKeepAlive(false)
            .setDecompressionSupported(false);
    settings.trust().ifPresent(options::setTrustOptions);
    this.client = vertx.createHttpClient(options);
  }

  /// The attachment at an address that a webhook named.
  MediaAnswer fetch(String url, List<MediaPlace> places) {
    return ask(HttpMethod.GET, url, places, MAX_HOPS, true);
  }

  /// Has the carrier remove it. [Gone] when it did, or had before.
  MediaAnswer remove(String url, List<MediaPlace> places) {
    return ask(HttpMethod.DELETE, url, places, 0, true);
  }

  /// Whether the carrier can be asked to remove what is there.
  static boolean removes(String url, List<MediaPlace> places) {
    return AllowedAddress.of(url, places).filter(address -> address.place().removes()).isPresent();
  }

  private MediaAnswer ask(
      HttpMethod method, String url, List<MediaPlace> places, int hops, boolean first) {
    Optional<AllowedAddress> allowed = AllowedAddress.of(url, places);
    if (allowed.isEmpty()) {
      return new Never(first ? "address_not_allowed" : "redirected");
    }
    AllowedAddress address = allowed.get();
    if (address.place().inside().isPresent()) {
      return ask(inside(method, address, address.place().inside().get()), places, 0);
    }
    List<InetAddress> addresses;
    try {
      addresses = settings.resolver().resolve(address.host());
    } catch (UnknownHostException unknown) {
      return new Later("unknown_host");
    }
    if (addresses.isEmpty() || addresses.stream().anyMatch(settings.forbidden())) {
      return new Never("address_not_allowed");
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setServer(
                SocketAddress.inetSocketAddress(
                    settings.port(), addresses.getFirst().getHostAddress()))
            .setHost(address.host())
            .setPort(settings.port())
            .setSsl(true)
            .setURI(address.pathAndQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(settings.connectTime().toMillis())
            .putHeader("User-Agent", "tandem");
    if (first) {
      prove(options, address);
    }
    return ask(options, places, hops);
  }

  /// To a carrier that runs in the gateway itself.
  private RequestOptions inside(HttpMethod method, AllowedAddress address, URI api) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(address.host())
            .setPort(api.getPort())
            .setSsl(false)
            .setURI(address.pathAndQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(settings.connectTime().toMillis())
            .putHeader("User-Agent", "tandem");
    prove(options, address);
    return options;
  }

  private static void prove(RequestOptions options, AllowedAddress address) {
    address
        .place()
        .authorization()
        .map(Secret::reveal)
        .ifPresent(proof -> options.putHeader("Authorization", proof));
  }

  private MediaAnswer ask(RequestOptions options, List<MediaPlace> places, int hops) {
    return switch (exchange(options)) {
      case Sent(String location) when hops > 0 ->
          ask(HttpMethod.GET, location, places, hops - 1, false);
      case Sent _ -> new Never("redirected");
      case Ended(MediaAnswer answer) -> answer;
    };
  }

  private sealed interface End {}

  private record Ended(MediaAnswer answer) implements End {}

  private record Sent(String location) implements End {}

  private End exchange(RequestOptions options) {
    HttpClientRequest request;
    try {
      request = client.request(options).await();
    } catch (Exception unreachable) {
      return new Ended(new Later("unreachable"));
    }
    Future<End> end = request.response().compose(this::read);
    try {
      request.send();
      return end.await(settings.answerTime().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      request.reset().otherwiseEmpty();
      return new Ended(new Later("timeout"));
    } catch (Exception cut) {
      request.reset().otherwiseEmpty();
      return new Ended(new Later("connection_lost"));
    }
  }

  private Future<End> read(HttpClientResponse response) {
    int status = response.statusCode();
    if (status == 200 && response.request().getMethod().equals(HttpMethod.GET)) {
      return content(response);
    }
    String location = response.getHeader("Location");
    response.exceptionHandler(_ -> {}); // What is left of the answer is not wanted.
    response.request().reset().otherwiseEmpty();
    return Future.succeededFuture(
        status / 100 == 3 && location != null ? new Sent(location) : new Ended(other(status)));
  }

  private static MediaAnswer other(int status) {
    return switch (status) {
      case 200, 202, 204, 404, 410 -> new Gone();
      case 401, 403 -> new Later("credentials");
      case 408, 425, 429 -> new Later("http_" + status);
      default -> status >= 500 ? new Later("http_" + status) : new Never("http_" + status);
    };
  }

  private Future<End> content(HttpClientResponse response) {
    Promise<End> end = Promise.promise();
    Buffer body = Buffer.buffer();
    String type = Optional.ofNullable(response.getHeader("Content-Type")).orElse("");
    response.exceptionHandler(end::tryFail);
    response.endHandler(_ -> end.tryComplete(new Ended(new Content(body, type))));
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > settings.maxBytes()) {
            end.tryComplete(new Ended(new Never("too_large")));
            response.exceptionHandler(_ -> {});
            response.request().reset().otherwiseEmpty();
          } else {
            body.appendBuffer(chunk);
          }
        });
    return end.future();
  }

  @Override
  public void close() {
    client.close().await();
  }
}
