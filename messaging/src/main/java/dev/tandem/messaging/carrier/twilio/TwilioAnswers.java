package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.Answered;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.Lost;
import dev.tandem.messaging.carrier.twilio.TwilioExchange.NeverSent;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns Twilio's answers into outcomes. Pure.
///
/// ```
/// 2xx with a message id    Accepted          429, 503           Retry
/// 2xx without              Unknown           other 5xx, 408     Unknown: a proxy may have lost the answer only
/// 4xx                      by the error table; an unknown code is a refusal
/// ```
final class TwilioAnswers {
  private static final Pattern MESSAGE_SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private TwilioAnswers() {}

  static SendOutcome send(TwilioExchange exchange) {
    return switch (exchange) {
      case NeverSent(String code) -> new Retry(Optional.empty(), code);
      case Lost(String code) -> new Unknown(code);
      case Answered answer -> answered(answer);
    };
  }

  private static SendOutcome answered(Answered answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return json(answer)
          .flatMap(TwilioAnswers::sighting)
          .<SendOutcome>map(Accepted::new)
          .orElseGet(() -> new Unknown("unreadable_answer"));
    }
    if (status == 429 || status == 503) {
      return new Retry(answer.retryAfter(), "http_" + status);
    }
    if (status >= 500 || status == 408) {
      return new Unknown("http_" + status);
    }
    CarrierError error =
        TwilioErrors.ofAnswer(status, json(answer).map(TwilioAnswers::code).orElse(0));
    return error.remedy() == Remedy.TRY_LATER
        ? new Retry(answer.retryAfter(), error.code())
        : new Refused(error);
  }

  /// The message in a Messages resource; empty when it is none that we can follow.
  static Optional<Sighting> sighting(JsonObject message) {
    Object sid = message.getValue("sid");
    Object status = message.getValue("status");
    if (!(sid instanceof String id) || !isMessageSid(id) || !(status instanceof String word)) {
      return Optional.empty();
    }
    // A word of later years still means that the message is there.
    DeliveryState state = TwilioStatus.read(word).orElse(DeliveryState.ACCEPTED);
    Optional<CarrierError> error =
        TwilioStatus.failure(state) && message.getValue("error_code") instanceof Number code
            ? Optional.of(TwilioErrors.of(code.intValue()))
            : Optional.empty();
    return Optional.of(new Sighting(id, state, error));
  }

  static Optional<JsonObject> json(Answered answer) {
    try {
      return Optional.of(new JsonObject(answer.body()));
    } catch (DecodeException notJson) {
      return Optional.empty();
    }
  }

  static boolean isMessageSid(String text) {
    return MESSAGE_SID.matcher(text).matches();
  }

  static Optional<Integer> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static int code(JsonObject problem) {
    return problem.getValue("code") instanceof Number code ? code.intValue() : 0;
  }
}
