package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import java.util.List;
import java.util.Map;

/// Twilio's error codes: what each says about a text. Source: twilio.com/docs/api/errors.
final class TwilioErrors {
  static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.BUSY, List.of("20429")),
              Map.entry(Trouble.QUEUE_FULL, List.of("30001")),
              Map.entry(Trouble.OUT_OF_REACH, List.of("30003")),
              Map.entry(Trouble.LOST_BY_NETWORK, List.of("30008")),
              Map.entry(Trouble.CONGESTED, List.of("30017")),
              Map.entry(Trouble.VOLUME, List.of("30022")),
              Map.entry(Trouble.NO_TEXT_NUMBER, List.of("21211")),
              Map.entry(Trouble.INVALID_NUMBER, List.of("21217")),
              Map.entry(Trouble.NOT_MOBILE, List.of("21614")),
              Map.entry(Trouble.TOO_LONG, List.of("21617")),
              Map.entry(Trouble.BLOCKED, List.of("30004")),
              Map.entry(Trouble.NO_SUCH_NUMBER, List.of("30005")),
              Map.entry(Trouble.LANDLINE, List.of("30006")),
              Map.entry(Trouble.FILTERED, List.of("30007")),
              Map.entry(Trouble.ATTACHMENT, List.of("12300", "21620", "21623", "30011", "30019")),
              Map.entry(Trouble.ATTACHMENT_NOT_FETCHED, List.of("11200", "63019")),
              Map.entry(Trouble.OPTED_OUT, List.of("21610")),
              Map.entry(Trouble.CREDENTIALS, List.of("20003")),
              Map.entry(Trouble.NO_SUCH_ACCOUNT, List.of("20404")),
              Map.entry(Trouble.COUNTRY, List.of("21408")),
              Map.entry(Trouble.SENDER_NOT_ALLOWED, List.of("21606")),
              Map.entry(Trouble.SENDER_UNKNOWN, List.of("21659")),
              Map.entry(Trouble.CALLBACK, List.of("21609")),
              Map.entry(Trouble.SUSPENDED, List.of("30002")),
              Map.entry(Trouble.TOLL_FREE_UNVERIFIED, List.of("30032")),
              Map.entry(Trouble.UNREGISTERED, List.of("30034"))));

  private TwilioErrors() {}
}
