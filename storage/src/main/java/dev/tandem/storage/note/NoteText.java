package dev.tandem.storage.note;

import dev.tandem.storage.seal.Personal;

/// What a note says. A type of its own, which nothing on the way to a carrier takes.
public record NoteText(Personal<String> words) {
  public static NoteText of(String words) {
    return new NoteText(Personal.of(words));
  }
}
