package dev.tandem.messaging.consent;

/// What a text says about being texted.
public enum Reading {
  /// No more texts.
  STOP,
  /// Texts are welcome again. Counts only from somebody who had said STOP: "yes" is such a word.
  START,
  /// Who are you, and how is this ended.
  HELP,
  /// It may mean no more texts: a person has to decide.
  UNSURE,
  /// Nothing.
  NONE
}
