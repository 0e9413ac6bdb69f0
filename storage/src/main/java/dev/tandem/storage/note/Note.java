package dev.tandem.storage.note;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a member wrote beside a conversation's texts.
///
/// @param seq its place among the conversation's texts and notes
/// @param text empty once it was deleted; the place stays
/// @param mentions members who are called by it
public record Note(
    UUID id,
    UUID conversationId,
    long seq,
    UUID authorMemberId,
    Optional<NoteText> text,
    List<UUID> mentions,
    Instant createdAt,
    Optional<Instant> editedAt) {
  public Note {
    mentions = List.copyOf(mentions);
  }
}
