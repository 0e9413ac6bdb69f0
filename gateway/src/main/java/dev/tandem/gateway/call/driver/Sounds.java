package dev.tandem.gateway.call.driver;

import java.util.UUID;

/// Where the sound of messages is kept, sealed while it is spoken. Methods block and are called on
/// virtual threads.
@FunctionalInterface
public interface Sounds {
  /// A sound that is being written.
  interface Recording {
    /// Seals and keeps the next piece.
    void write(byte[] piece);

    /// The sound is complete; returns its id. Until a voicemail names it, it is an orphan that a
    /// sweep removes.
    UUID finish();

    /// The sound is not wanted.
    void abort();
  }

  /// Begins a sound of a workspace.
  Recording begin(UUID workspace);
}
