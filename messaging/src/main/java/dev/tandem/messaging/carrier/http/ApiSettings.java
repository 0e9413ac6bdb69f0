package dev.tandem.messaging.carrier.http;

import java.net.URI;
import java.time.Duration;

/// Where and how patiently an API is called.
///
/// @param name the carrier's name in webhook paths and stored accounts
/// @param apiUrl scheme, host and port; no path
/// @param connectTimeout until a connection, TLS included, stands
/// @param answerTimeout from the connection to the end of the answer; shorter than a job's lease
/// @param maxAnswerBytes largest answer that is read
/// @param maxConnections connections at once
public record ApiSettings(
    String name,
    URI apiUrl,
    Duration connectTimeout,
    Duration answerTimeout,
    int maxAnswerBytes,
    int maxConnections) {

  public ApiSettings {
    String scheme = apiUrl.getScheme();
    if (apiUrl.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
      throw new IllegalArgumentException("The API's URL needs http or https and a host");
    }
    if (maxAnswerBytes < 1024 || maxConnections < 1) {
      throw new IllegalArgumentException("The limits of the API client are too small to work");
    }
  }

  /// An API at this address, with the usual patience.
  public static ApiSettings at(String name, URI apiUrl) {
    return new ApiSettings(
        name, apiUrl, Duration.ofSeconds(5), Duration.ofSeconds(20), 1024 * 1024, 16);
  }

  boolean tls() {
    return "https".equals(apiUrl.getScheme());
  }

  int port() {
    if (apiUrl.getPort() > 0) {
      return apiUrl.getPort();
    }
    return tls() ? 443 : 80;
  }
}
