package dev.tandem.storage.message;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A thread between one of the workspace's numbers and one or more outside numbers, as one member
/// sees it: `readSeq` and `unread` are that member's.
///
/// @param snoozedUntil while the state is [State#SNOOZED]
/// @param assigneeId the member who takes it
/// @param unreadMentions how many notes call the member that they have not read
public record Conversation(
    UUID id,
    UUID numberId,
    Personal<List<String>> participants,
    State state,
    Optional<Instant> snoozedUntil,
    Optional<UUID> assigneeId,
    long lastSeq,
    Instant lastMessageAt,
    long readSeq,
    long unread,
    long unreadMentions,
    Optional<Preview> lastMessage,
    Instant createdAt) {

  /// The same as one sees it who has read so far, when this is how somebody sees it who has read
  /// nothing.
  Conversation readUpTo(long throughSeq, long inboundRead, long mentions) {
    return new Conversation(
        id,
        numberId,
        participants,
        state,
        snoozedUntil,
        assigneeId,
        lastSeq,
        lastMessageAt,
        throughSeq,
        unread - inboundRead,
        mentions,
        lastMessage,
        createdAt);
  }

  /// Whether somebody still has to do something. A text that comes in opens it again.
  public enum State {
    OPEN,
    /// It waits, and opens by itself.
    SNOOZED,
    DONE
  }

  /// The newest message, in short.
  public record Preview(
      UUID messageId,
      Direction direction,
      Personal<String> text,
      MessageState state,
      Instant createdAt,
      Optional<UUID> authorMemberId) {}
}
