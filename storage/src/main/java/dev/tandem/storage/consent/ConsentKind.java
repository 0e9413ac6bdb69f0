package dev.tandem.storage.consent;

/// What an entry says.
public enum ConsentKind {
  /// Texts are welcome.
  OPT_IN,
  /// No more texts.
  OPT_OUT,
  /// A text that may ask for no more; a person has to decide.
  DOUBT,
  /// A person decided that a doubt was none.
  CLEARED
}
