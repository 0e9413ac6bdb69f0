package dev.tandem.messaging.carrier.http;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/// How one HTTP exchange with a carrier ended. The three kinds divide what may be repeated from
/// what may not.
public sealed interface ApiExchange {

  /// An answer came, whole and within its size limit.
  record Answered(int status, Optional<Duration> retryAfter, Buffer body) implements ApiExchange {
    public boolean succeeded() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return "Answered[" + status + ", " + body.length() + " bytes]";
    }
  }

  /// No connection stood, so nothing can have been read at the other end.
  record NeverSent(String code) implements ApiExchange {}

  /// The request was, or may have been, written; no usable answer came.
  record Lost(String code) implements ApiExchange {}
}
