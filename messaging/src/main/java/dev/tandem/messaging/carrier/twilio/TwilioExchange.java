package dev.tandem.messaging.carrier.twilio;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/// How one HTTP exchange ended.
sealed interface TwilioExchange {

  /// An answer came, whole and within its size limit.
  record Answered(int status, Optional<Duration> retryAfter, Buffer body)
      implements TwilioExchange {}

  /// No connection stood, so nothing can have been read at the other end.
  record NeverSent(String code) implements TwilioExchange {}

  /// The request was, or may have been, written; no usable answer came.
  record Lost(String code) implements TwilioExchange {}
}
