package dev.tandem.messaging.carrier.telnyx;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Telnyx's error codes: what each says about a text. Source: developers.telnyx.com, messaging
/// error codes.
final class TelnyxErrors {
  static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.BUSY, List.of("10011", "40011")),
              Map.entry(Trouble.QUEUE_FULL, List.of("40318")),
              Map.entry(Trouble.CONGESTED, List.of("40002", "40004", "40006")),
              Map.entry(Trouble.EXPIRED, List.of("40005")),
              Map.entry(Trouble.NOT_ROUTED, List.of("40001")),
              Map.entry(Trouble.FILTERED, List.of("40003")),
              Map.entry(Trouble.NO_SUCH_NUMBER, List.of("40008")),
              Map.entry(Trouble.MALFORMED, List.of("40009")),
              Map.entry(Trouble.OPTED_OUT, List.of("40300")),
              Map.entry(Trouble.CREDENTIALS, List.of("10009", "10010")),
              Map.entry(Trouble.UNREGISTERED, List.of("40010"))));

  private TelnyxErrors() {}

  /// What a refusal says: its first error.
  static CarrierError refusal(Answered answer) {
    return TABLE.ofAnswer(answer.status(), Json.object(answer.body()).flatMap(TelnyxErrors::first));
  }

  /// The first code of an `errors` list.
  static Optional<String> first(JsonObject holder) {
    return Json.objects(holder, "errors").stream()
        .flatMap(error -> Json.code(error, "code").stream())
        .findFirst();
  }
}
