package dev.tandem.messaging.carrier;

import java.time.Duration;
import java.util.Optional;

/// How handing a text to a carrier ended.
///
/// The line between [Retry] and [Unknown] is whether the carrier can have read the request: a
/// connection that never stood is a `Retry`; a request that was written and not answered is
/// `Unknown`, and sending it again could text a person twice.
public sealed interface SendOutcome {

  /// The carrier has it. Having it does not exclude that it gave up at once.
  record Accepted(Sighting sighting) implements SendOutcome {}

  /// The carrier has not taken it and will not.
  record Refused(CarrierError error) implements SendOutcome {}

  /// The carrier has not taken it and may do so later.
  ///
  /// @param after the least the carrier wants us to wait
  /// @param code the carrier's code or our word for what failed (`unreachable`)
  record Retry(Optional<Duration> after, String code) implements SendOutcome {}

  /// The carrier may have taken it.
  ///
  /// @param code our word for what was seen (`timeout`, `http_502`)
  record Unknown(String code) implements SendOutcome {}
}
