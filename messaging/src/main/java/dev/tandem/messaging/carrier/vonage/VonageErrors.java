package dev.tandem.messaging.carrier.vonage;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Vonage's error codes: what each says about a text. They stand behind the `#` of a problem's type
/// (RFC 9457). Source: developer.vonage.com, Messages API errors.
final class VonageErrors {
  static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.BUSY, List.of("1000", "1010")),
              Map.entry(Trouble.LOST_BY_NETWORK, List.of("1030", "1100", "1230")),
              Map.entry(Trouble.OUT_OF_REACH, List.of("1180", "1220")),
              Map.entry(Trouble.EXPIRED, List.of("1330")),
              Map.entry(Trouble.INVALID_NUMBER, List.of("1170")),
              Map.entry(Trouble.NO_SUCH_NUMBER, List.of("1190", "1280")),
              Map.entry(Trouble.BLOCKED, List.of("1200", "1250")),
              Map.entry(Trouble.NOT_ROUTED, List.of("1260")),
              Map.entry(Trouble.ATTACHMENT, List.of("1300")),
              Map.entry(Trouble.FILTERED, List.of("1210")),
              Map.entry(Trouble.MALFORMED, List.of("1150")),
              Map.entry(Trouble.OPTED_OUT, List.of("1050", "1240")),
              Map.entry(Trouble.NO_SUCH_ACCOUNT, List.of("1060")),
              Map.entry(Trouble.NO_CREDIT, List.of("1070")),
              Map.entry(Trouble.SENDER_NOT_ALLOWED, List.of("1120")),
              Map.entry(Trouble.COUNTRY, List.of("1140"))));

  private static final Pattern TYPE = Pattern.compile(".*#([0-9]{3,5})");

  private VonageErrors() {}

  static CarrierError refusal(Answered answer) {
    return TABLE.ofAnswer(answer.status(), Json.object(answer.body()).flatMap(VonageErrors::code));
  }

  /// The code in a problem of an answer or a report.
  static Optional<String> code(JsonObject problem) {
    return Json.text(problem, "type")
        .map(TYPE::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }
}
