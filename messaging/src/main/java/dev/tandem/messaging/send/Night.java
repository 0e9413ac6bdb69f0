package dev.tandem.messaging.send;

/// What a text does when it is night for whom it is for.
public enum Night {
  /// It goes: somebody wants it so.
  ANYWAY,
  /// It is not taken, and who wrote it hears when the night is over; once taken it goes.
  ASKED,
  /// The same; and should it be delayed into a night, it waits there. For what programs send.
  DAYTIME
}
