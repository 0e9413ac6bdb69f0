package dev.tandem.storage.schedule;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A text of a conversation that leaves at a time.
///
/// @param authorMemberId who wrote it, or changed it last: in whose name it leaves
/// @param wantedAt the time that its author chose
/// @param sendAt when it leaves; later than `wantedAt` while it waits for the night to end
/// @param unlessReply whether a text that comes in before stops it
/// @param heldFor while the state is [State#HELD]
/// @param messageId when the state is [State#SENT]
public record ScheduledText(
    UUID id,
    UUID conversationId,
    UUID authorMemberId,
    Personal<String> text,
    Instant wantedAt,
    Instant sendAt,
    boolean unlessReply,
    State state,
    Optional<HeldFor> heldFor,
    Optional<UUID> messageId,
    Instant createdAt) {

  /// What became of it. Only a `WAITING` one leaves by itself; a `REPLIED` or `HELD` one waits for
  /// somebody to decide.
  public enum State {
    WAITING,
    /// Somebody answered first, so it stayed.
    REPLIED,
    HELD,
    /// It was handed in, as a message of the conversation.
    SENT
  }

  /// Why a text did not leave by itself.
  public enum HeldFor {
    /// Nothing was at work at its time, and it was too old when something was.
    LATE,
    /// The person wants no texts, or may want none.
    NO_CONSENT,
    /// It cannot be sent any more as it is: the number has no carrier account, for instance.
    REFUSED
  }
}
