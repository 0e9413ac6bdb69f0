package dev.tandem.gateway.edge.http;

import java.time.Duration;

/// Hears of every answered request; labels are from fixed lists.
@FunctionalInterface
public interface RequestMeter {
  /// A request on `route`, a path with `{name}` for its variables, was answered.
  void answered(String method, String route, int status, Duration took);
}
