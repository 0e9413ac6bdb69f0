package dev.tandem.messaging.consent;

import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentScope;
import java.util.Optional;
import java.util.UUID;

/// What a member decided, or was told outside of texts.
///
/// @param kind [ConsentKind#OPT_OUT], [ConsentKind#OPT_IN] or [ConsentKind#CLEARED]
/// @param proof how and when the person said it; may be empty, but not of an opt-in
/// @param about the entry of the ledger that the member saw; when another one has come since,
///   nothing is decided
public record ConsentDecision(
    ConsentKind kind, ConsentScope scope, String proof, UUID memberId, Optional<UUID> about) {
  public ConsentDecision {
    if (kind == ConsentKind.DOUBT) {
      throw new IllegalArgumentException("A doubt is what a decision ends");
    }
  }

  @Override
  public String toString() {
    return "ConsentDecision[" + kind + "]";
  }

  /// How it ended.
  public enum Outcome {
    /// It is in the ledger.
    TAKEN,
    /// There is no doubt that could be cleared; a person's own STOP cannot.
    NO_DOUBT,
    /// An opt-in without a word on how the person gave it.
    NO_PROOF,
    /// Something else was said or decided since.
    OVERTAKEN
  }
}
