package dev.tandem.messaging.media;

import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// How attachments are asked for.
///
/// @param resolver the addresses of a name; asked once for each request
/// @param forbidden addresses that are not connected to
/// @param port where HTTPS is
/// @param trust whom to trust; the platform's authorities when empty
/// @param maxBytes of one attachment
/// @param connectTime until a connection, TLS included, stands
/// @param answerTime from the connection to the end of the answer
record MediaClientSettings(
    Resolver resolver,
    Predicate<InetAddress> forbidden,
    int port,
    Optional<TrustOptions> trust,
    int maxBytes,
    Duration connectTime,
    Duration answerTime) {

  /// What a name resolves to.
  @FunctionalInterface
  interface Resolver {
    List<InetAddress> resolve(String host) throws UnknownHostException;
  }

  /// For carriers on the Internet: 10 MiB, 5 s and 30 s.
  static final MediaClientSettings STANDARD =
      new MediaClientSettings(
          host -> List.of(InetAddress.getAllByName(host)),
          SpecialAddresses::has,
          443,
          Optional.empty(),
          10 * 1024 * 1024,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));
}
