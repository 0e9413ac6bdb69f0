package dev.tandem.messaging.carrier;

/// How far a text has come, as carriers see it.
public enum DeliveryState {
  /// The carrier has it and will pass it on.
  ACCEPTED,
  /// The next network has it.
  SENT,
  /// The handset has it.
  DELIVERED,
  /// A network gave up after it left the carrier.
  UNDELIVERED,
  /// The carrier gave up.
  FAILED,
  /// It was taken back before it left.
  CANCELED
}
