package dev.tandem.messaging.carrier;

import java.util.List;

/// What a carrier says when it is asked for an account's numbers. It is also the proof that the
/// account's credentials hold.
public sealed interface NumbersOutcome {

  /// @param complete false when there are more than were read
  record Listed(List<CarrierNumber> numbers, boolean complete) implements NumbersOutcome {
    public Listed {
      numbers = List.copyOf(numbers);
    }
  }

  /// The carrier does not accept the credentials, or not for this.
  record Refused(CarrierError error) implements NumbersOutcome {}

  /// No answer that says anything; later may do.
  ///
  /// @param code our word for what was seen
  record Unavailable(String code) implements NumbersOutcome {}
}
