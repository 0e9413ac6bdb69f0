package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.ErrorTable;
import dev.tandem.messaging.carrier.Trouble;
import java.util.List;
import java.util.Map;

/// What command_status says about a request (section 5.1.3), and a receipt's state about a text
/// (section 5.2.28). SMSCs have codes of their own above 0x400; those are in their documentation.
final class SmppErrors {
  static final ErrorTable TABLE =
      ErrorTable.of(
          Map.ofEntries(
              Map.entry(Trouble.BUSY, List.of("0x58")),
              Map.entry(Trouble.QUEUE_FULL, List.of("0x14")),
              Map.entry(Trouble.CONGESTED, List.of("0x8", "0x64")),
              Map.entry(Trouble.LOST_BY_NETWORK, List.of("UNKNOWN")),
              Map.entry(Trouble.EXPIRED, List.of("EXPIRED")),
              Map.entry(Trouble.INVALID_NUMBER, List.of("0xb", "0x50", "0x51")),
              Map.entry(Trouble.TOO_LONG, List.of("0x1")),
              Map.entry(
                  Trouble.MALFORMED,
                  List.of("0x2", "0x3", "0x43", "0xc0", "0xc1", "0xc2", "0xc3", "0xc4", "0x104")),
              Map.entry(Trouble.CREDENTIALS, List.of("0xe")),
              Map.entry(Trouble.NO_SUCH_ACCOUNT, List.of("0xf", "0x53")),
              Map.entry(Trouble.SENDER_NOT_ALLOWED, List.of("0xa", "0x48", "0x49"))));

  private SmppErrors() {}

  /// What a request that was answered so came to.
  static CarrierError of(int commandStatus) {
    return TABLE.of("0x" + Integer.toHexString(commandStatus));
  }
}
