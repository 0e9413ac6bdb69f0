package dev.tandem.gateway.edge.realtime;

import java.io.Serial;

/// What came is no frame of the protocol. The message says what to send; it repeats nothing that
/// came.
final class MalformedFrame extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  MalformedFrame(String advice) {
    super(advice, null, false, false);
  }

  /// What to send instead.
  String advice() {
    return String.valueOf(getMessage());
  }
}
