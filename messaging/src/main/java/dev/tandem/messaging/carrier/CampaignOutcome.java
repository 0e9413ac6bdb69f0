package dev.tandem.messaging.carrier;

import java.util.Optional;

/// What a carrier says when it is asked how far a US number's registration for business texts
/// (10DLC) is.
public sealed interface CampaignOutcome {
  /// How far it is.
  enum State {
    /// No campaign stands behind the number.
    NONE,
    PENDING,
    APPROVED,
    REJECTED
  }

  /// @param campaign as the carrier calls it
  record Told(State state, Optional<String> campaign) implements CampaignOutcome {}

  /// No answer that says anything.
  ///
  /// @param code our word for what was seen
  record Untold(String code) implements CampaignOutcome {}
}
