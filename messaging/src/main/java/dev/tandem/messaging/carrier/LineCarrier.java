package dev.tandem.messaging.carrier;

/// A carrier that is reached over a connection that stands: texts go out over it and come in over
/// it, and nothing is posted to us.
public interface LineCarrier extends Carrier {

  /// Opens the account's line and keeps it open, however often it breaks, until it is closed. One
  /// line an account; texts of the account go over it, and while there is none they wait.
  CarrierLine open(CarrierAccess access, LineListener listener);
}
