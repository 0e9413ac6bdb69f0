package dev.tandem.storage.keys;

/// What a data key is for. A key of one class opens nothing of another.
public enum KeyClass {
  /// Texts, notes, who they went to.
  MESSAGES,
  /// Recordings, voicemail, pictures.
  MEDIA,
  /// Members, numbers, contacts, call records, credentials.
  ACCOUNT,
  /// References to what was paid.
  BILLING
}
