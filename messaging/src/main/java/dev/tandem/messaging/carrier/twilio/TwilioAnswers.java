package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.carrier.http.ApiExchange;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.Json;
import dev.tandem.messaging.carrier.http.SendAnswers;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/// Turns Twilio's answers into outcomes. Pure.
final class TwilioAnswers {
  private static final Pattern MESSAGE_SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");

  private TwilioAnswers() {}

  static SendOutcome send(ApiExchange exchange) {
    return SendAnswers.judge(
        exchange,
        answer -> Json.object(answer.body()).flatMap(TwilioAnswers::sighting),
        TwilioAnswers::refusal);
  }

  /// The message in a Messages resource; empty when it is none that we can follow.
  static Optional<Sighting> sighting(JsonObject message) {
    Optional<String> sid = Json.text(message, "sid").filter(TwilioAnswers::isMessageSid);
    Optional<String> word = Json.text(message, "status");
    if (sid.isEmpty() || word.isEmpty()) {
      return Optional.empty();
    }
    // A word of later years still means that the message is there.
    DeliveryState state = word.flatMap(TwilioStatus::read).orElse(DeliveryState.ACCEPTED);
    Optional<CarrierError> error =
        TwilioStatus.failure(state)
            ? Json.code(message, "error_code").map(TwilioErrors.TABLE::of)
            : Optional.empty();
    return Optional.of(new Sighting(sid.get(), state, error));
  }

  /// What a refusal says.
  static CarrierError refusal(Answered answer) {
    return TwilioErrors.TABLE.ofAnswer(
        answer.status(), Json.object(answer.body()).flatMap(problem -> Json.code(problem, "code")));
  }

  static boolean isMessageSid(String text) {
    return MESSAGE_SID.matcher(text).matches();
  }
}
