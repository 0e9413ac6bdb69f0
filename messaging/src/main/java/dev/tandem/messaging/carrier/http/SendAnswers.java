package dev.tandem.messaging.carrier.http;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.ApiExchange.Lost;
import dev.tandem.messaging.carrier.http.ApiExchange.NeverSent;
import java.util.Optional;
import java.util.function.Function;

/// What the end of a send proves, alike for all carriers. Pure.
///
/// ```
/// never connected          Retry
/// written, not answered    Unknown
/// 2xx with a message       Accepted          429, 503           Retry
/// 2xx without              Unknown           other 5xx, 408     Unknown: a proxy may have lost the answer only
/// anything else            by the carrier's error table; an unknown code is a refusal
/// ```
public final class SendAnswers {
  private SendAnswers() {}

  /// @param message the message in a 2xx answer, empty when it is none that can be followed
  /// @param refusal what an answer that is no 2xx means, by the carrier's error table
  public static SendOutcome judge(
      ApiExchange exchange,
      Function<Answered, Optional<Sighting>> message,
      Function<Answered, CarrierError> refusal) {
    return switch (exchange) {
      case NeverSent(String code) -> new Retry(Optional.empty(), code);
      case Lost(String code) -> new Unknown(code);
      case Answered answer -> judge(answer, message, refusal);
    };
  }

  private static SendOutcome judge(
      Answered answer,
      Function<Answered, Optional<Sighting>> message,
      Function<Answered, CarrierError> refusal) {
    int status = answer.status();
    if (answer.succeeded()) {
      return message
          .apply(answer)
          .<SendOutcome>map(Accepted::new)
          .orElseGet(() -> new Unknown("unreadable_answer"));
    }
    if (status == 429 || status == 503) {
      return new Retry(answer.retryAfter(), "http_" + status);
    }
    if (status >= 500 || status == 408) {
      return new Unknown("http_" + status);
    }
    CarrierError error = refusal.apply(answer);
    return error.remedy() == Remedy.TRY_LATER
        ? new Retry(answer.retryAfter(), error.code())
        : new Refused(error);
  }
}
