package dev.tandem.messaging.carrier;

/// A line to a carrier that is kept open.
public interface CarrierLine extends AutoCloseable {

  /// How it stands.
  sealed interface State {
    /// Texts go and come.
    record Open() implements State {}

    /// Not yet, or not any more; it is tried again.
    ///
    /// @param code our word for why (`unreachable`)
    record Down(String code) implements State {}

    /// The carrier does not let the account in; it is tried again, more slowly.
    record Refused(CarrierError error) implements State {}
  }

  State state();

  /// Takes leave of the carrier and ends the line.
  @Override
  void close();
}
