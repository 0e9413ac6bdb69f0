package dev.tandem.storage.search;

/// What is searched. Each kind has index keys of its own, so that a word in a text and the same
/// word in a contact's name are not seen to be the same.
public enum SearchKind {
  MESSAGE,
  CONTACT,
  /// Transcripts and callers' numbers.
  VOICEMAIL,
  /// What the team writes beside a conversation.
  NOTE,
  /// What members say to each other in rooms.
  POST
}
