package dev.tandem.storage.draft;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.UUID;

/// Words that a member has not sent.
///
/// @param place the conversation, or of a [Kind#POST] the room
public record Draft(Kind kind, UUID place, Personal<String> text, Instant changedAt) {
  /// What the words are to become.
  public enum Kind {
    TEXT,
    NOTE,
    POST
  }
}
