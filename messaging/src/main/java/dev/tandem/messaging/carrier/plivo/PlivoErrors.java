package dev.tandem.messaging.carrier.plivo;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plivo's error codes: what each says about a text. They come in reports; refusals have words
/// only, which may quote numbers and are not kept. Source: plivo.com/docs, messaging error codes.
final class PlivoErrors {
  static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.LOST_BY_NETWORK, List.of("20")),
              Map.entry(Trouble.OUT_OF_REACH, List.of("80")),
              Map.entry(Trouble.EXPIRED, List.of("420")),
              Map.entry(Trouble.MALFORMED, List.of("10")),
              Map.entry(Trouble.FILTERED, List.of("30")),
              Map.entry(Trouble.INVALID_NUMBER, List.of("50")),
              Map.entry(Trouble.NO_SUCH_NUMBER, List.of("70")),
              Map.entry(Trouble.NOT_ROUTED, List.of("90")),
              Map.entry(Trouble.TOO_LONG, List.of("110")),
              Map.entry(Trouble.OPTED_OUT, List.of("200")),
              Map.entry(Trouble.SENDER_NOT_ALLOWED, List.of("40")),
              Map.entry(Trouble.NO_CREDIT, List.of("900")),
              Map.entry(Trouble.SUSPENDED, List.of("910"))));

  private PlivoErrors() {}

  static CarrierError refusal(Answered answer) {
    return TABLE.ofAnswer(answer.status(), Optional.empty());
  }
}
