package dev.tandem.messaging.carrier.bandwidth;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.carrier.http.ApiExchange.Answered;
import dev.tandem.messaging.carrier.http.Json;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Bandwidth's error codes: what each says about a text. Reports have numbers, answers have words.
/// Source: dev.bandwidth.com, messaging errors.
final class BandwidthErrors {
  private static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.BUSY, List.of("max-message-queue-size-exceeded")),
              Map.entry(Trouble.QUEUE_FULL, List.of("5600")),
              Map.entry(Trouble.OUT_OF_REACH, List.of("4702")),
              Map.entry(Trouble.CONGESTED, List.of("5620", "5630")),
              Map.entry(Trouble.VOLUME, List.of("4780", "4781", "4785")),
              Map.entry(Trouble.MALFORMED, List.of("4301", "4302", "4303", "request-validation")),
              Map.entry(Trouble.INVALID_NUMBER, List.of("4720")),
              Map.entry(Trouble.NO_SUCH_NUMBER, List.of("4721", "4730")),
              Map.entry(Trouble.NOT_ROUTED, List.of("4404", "4406")),
              Map.entry(Trouble.ATTACHMENT, List.of("4350", "4351", "4352")),
              Map.entry(Trouble.FILTERED, List.of("4470", "4750", "4751", "4752", "4770")),
              Map.entry(Trouble.OPTED_OUT, List.of("4775")),
              Map.entry(
                  Trouble.SENDER_NOT_ALLOWED,
                  List.of("4401", "4403", "4405", "4407", "4408", "4409", "4434", "4435")),
              Map.entry(Trouble.COUNTRY, List.of("4431", "4432", "4433")),
              Map.entry(Trouble.UNREGISTERED, List.of("4773", "4774")),
              Map.entry(Trouble.TOLL_FREE_UNVERIFIED, List.of("4795"))));

  /// A server's or a downstream network's fault, whichever it is.
  private static final Pattern SERVICE = Pattern.compile("5[1-9][0-9]{2}");

  private BandwidthErrors() {}

  /// What a report's code means.
  static CarrierError of(String code) {
    return !TABLE.knows(code) && SERVICE.matcher(code).matches()
        ? Trouble.LOST_BY_NETWORK.as(code)
        : TABLE.of(code);
  }

  static CarrierError refusal(Answered answer) {
    return TABLE.ofAnswer(
        answer.status(), Json.object(answer.body()).flatMap(body -> Json.code(body, "type")));
  }
}
