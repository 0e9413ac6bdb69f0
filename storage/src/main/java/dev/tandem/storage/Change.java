package dev.tandem.storage;

import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.message.MessageState;
import java.util.UUID;

/// Something that was committed. It names what changed and carries no content; who wants that reads
/// it.
public sealed interface Change {
  WorkspaceId workspace();

  record MessageAdded(
      WorkspaceId workspace, UUID conversationId, UUID messageId, MessageState state)
      implements Change {}

  /// Carries the state it took, for by the time it is read it may have gone on.
  record MessageChanged(
      WorkspaceId workspace, UUID conversationId, UUID messageId, MessageState state)
      implements Change {}

  /// What came with a text is here, or will not be.
  record AttachmentChanged(WorkspaceId workspace, UUID messageId, UUID attachmentId)
      implements Change {}

  /// A text to several people has come further with one of them.
  record ReceiptChanged(WorkspaceId workspace, UUID messageId) implements Change {}

  record ConversationChanged(WorkspaceId workspace, UUID conversationId) implements Change {}

  /// What waits for its time in a conversation is another, or waits no more.
  record ScheduledTextsChanged(WorkspaceId workspace, UUID conversationId) implements Change {}

  /// A note was written beside the texts of a conversation.
  record NoteAdded(WorkspaceId workspace, UUID conversationId, UUID noteId) implements Change {}

  /// A note has other words, or was deleted.
  record NoteChanged(WorkspaceId workspace, UUID conversationId, UUID noteId) implements Change {}

  /// A channel or a direct room is there, or has another name or other members.
  record RoomChanged(WorkspaceId workspace, UUID roomId) implements Change {}

  /// A member has read on in a room.
  record RoomRead(WorkspaceId workspace, UUID roomId, UUID memberId) implements Change {}

  /// Carries the member, who may not see the room any more.
  record RoomLeft(WorkspaceId workspace, UUID roomId, UUID memberId) implements Change {}

  record PostAdded(WorkspaceId workspace, UUID roomId, UUID postId) implements Change {}

  /// A post has other words, or was deleted.
  record PostChanged(WorkspaceId workspace, UUID roomId, UUID postId) implements Change {}

  /// A member's draft has other words, or is gone.
  record DraftChanged(WorkspaceId workspace, UUID memberId, Draft.Kind kind, UUID place)
      implements Change {}

  /// A template was written, changed or deleted.
  record TemplatesChanged(WorkspaceId workspace) implements Change {}

  /// A broadcast began, has gone on, or stands still.
  record BroadcastChanged(WorkspaceId workspace, UUID broadcastId) implements Change {}

  /// A list of receivers was kept, changed or deleted.
  record ReceiverListsChanged(WorkspaceId workspace) implements Change {}

  /// A member decided about a text that had failed for good.
  record DeadLettersChanged(WorkspaceId workspace) implements Change {}

  record CallRecorded(WorkspaceId workspace, UUID callId) implements Change {}

  record VoicemailAdded(WorkspaceId workspace, UUID voicemailId) implements Change {}

  record VoicemailChanged(WorkspaceId workspace, UUID voicemailId) implements Change {}

  /// Carries the member it was for, because the row that said so is gone.
  record VoicemailRemoved(WorkspaceId workspace, UUID voicemailId, UUID forMemberId)
      implements Change {}

  record ContactChanged(WorkspaceId workspace, UUID contactId) implements Change {}

  /// Very many contacts at once.
  record AddressBookChanged(WorkspaceId workspace) implements Change {}

  record MembersChanged(WorkspaceId workspace) implements Change {}

  /// Numbers, or the accounts at carriers that they are on.
  record NumbersChanged(WorkspaceId workspace) implements Change {}

  /// A device was signed out, or a key taken away; carries the member, because the row is gone.
  record SessionRevoked(WorkspaceId workspace, UUID memberId, UUID deviceId) implements Change {}
}
