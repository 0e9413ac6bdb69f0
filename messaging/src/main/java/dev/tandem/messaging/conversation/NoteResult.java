package dev.tandem.messaging.conversation;

import dev.tandem.storage.note.Note;

/// How writing, changing or deleting a note can end.
public sealed interface NoteResult {
  /// As it is kept now.
  record Kept(Note note) implements NoteResult {}

  /// A field and what is wrong with it.
  record Refused(String field, String advice) implements NoteResult {}

  /// Somebody else wrote it.
  record NotTheirs() implements NoteResult {}

  /// It has stood for longer than [TeamNotes#CHANGEABLE], or was deleted.
  record TooLate() implements NoteResult {}

  /// There is no such note.
  record Absent() implements NoteResult {}
}
