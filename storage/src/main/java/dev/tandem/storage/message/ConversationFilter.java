package dev.tandem.storage.message;

import dev.tandem.storage.message.Conversation.State;
import java.util.Optional;
import java.util.UUID;

/// Which conversations a list has: those that fit everything that is given.
///
/// @param assigneeId the member who takes them
/// @param numberId the workspace's number that they are with
/// @param mentioned only those with a note that calls the viewer and that they have not read
public record ConversationFilter(
    Optional<State> state, Optional<UUID> assigneeId, Optional<UUID> numberId, boolean mentioned) {

  public static final ConversationFilter ALL =
      new ConversationFilter(Optional.empty(), Optional.empty(), Optional.empty());

  /// Read or unread, whoever is called.
  public ConversationFilter(
      Optional<State> state, Optional<UUID> assigneeId, Optional<UUID> numberId) {
    this(state, assigneeId, numberId, false);
  }
}
