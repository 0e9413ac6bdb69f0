package dev.tandem.gateway.edge.carrier;

import java.time.Duration;

/// The bounds of what carriers may send.
///
/// @param bodyBytes body of one call
/// @param bodyTime time a body may take to arrive
/// @param inWork calls in work at once; more are answered with 503
public record WebhookLimits(int bodyBytes, Duration bodyTime, int inWork) {
  public static final WebhookLimits DEFAULTS =
      new WebhookLimits(64 * 1024, Duration.ofSeconds(15), 256);

  public WebhookLimits {
    if (bodyBytes < 1024 || inWork < 1 || !bodyTime.isPositive()) {
      throw new IllegalArgumentException("a limit of nothing shuts every carrier out");
    }
  }
}
