package dev.tandem.storage.team;

import dev.tandem.storage.seal.Personal;

/// What a post says. A type of its own, which nothing on the way to a carrier takes.
public record PostText(Personal<String> words) {
  public static PostText of(String words) {
    return new PostText(Personal.of(words));
  }
}
