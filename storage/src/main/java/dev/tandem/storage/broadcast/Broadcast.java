package dev.tandem.storage.broadcast;

import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One text for many people, each in a conversation of their own.
///
/// @param name as the team calls it
/// @param text as it was written, variables included; what each is told stands with the receiver
/// @param perMinute how many it is handed in for in a minute
/// @param receivers how many there are
/// @param stopped why it paused by itself
/// @param step the job that hands in what is next; another one has no business with it
/// @param nextAt when the next is handed in; of one that is over, when that was
public record Broadcast(
    UUID id,
    UUID numberId,
    UUID authorMemberId,
    Personal<String> name,
    Personal<String> text,
    int perMinute,
    int receivers,
    State state,
    Optional<Stop> stopped,
    Optional<UUID> step,
    Instant nextAt,
    Instant createdAt) {

  /// How it is with the broadcast as a whole.
  public enum State {
    /// Nobody is handed a text before its time.
    SCHEDULED,
    RUNNING,
    PAUSED,
    /// Who had not got it gets it no more.
    CANCELED,
    /// Everybody's text was handed in, or refused.
    DONE;

    /// Whether somebody may still be handed a text.
    public boolean open() {
      return this != CANCELED && this != DONE;
    }
  }

  /// Why a broadcast paused by itself.
  public enum Stop {
    /// Its number cannot send: it has no carrier account any more, or is not registered.
    SENDER,
    /// Nothing was at work when it was to begin, and it was too late when something was.
    LATE
  }

  /// When it begins, or goes on, by itself; empty unless it waits for that.
  public Optional<Instant> beginsAt() {
    return state == State.SCHEDULED ? Optional.of(nextAt) : Optional.empty();
  }
}
