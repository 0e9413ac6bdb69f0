package dev.tandem.storage.note;

import java.util.List;
import java.util.UUID;

/// A note that is about to be stored.
///
/// @param mentions members who are called by it, each once
public record NewNote(
    UUID id, UUID conversationId, UUID authorMemberId, NoteText text, List<UUID> mentions) {
  public NewNote {
    mentions = List.copyOf(mentions);
  }
}
