package dev.tandem.media.turn;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Those who proved themselves lately, so that a device that asks again costs no new keys.
///
/// Each name has one place, and whoever comes later to a place takes it over: the memory is fixed,
/// and nobody comes in without a proof.
final class Callers {

  private static final int PLACES = 1 << 10;

  private final @Nullable Caller[] proved = new Caller[PLACES];
  private final TurnSettings settings;
  private final int seed;

  /// @param random keeps others from knowing who shares a place with whom
  Callers(TurnSettings settings, RandomGenerator random) {
    this.settings = settings;
    seed = random.nextInt();
  }

  /// Who that username would be at that time, if the request's integrity holds; null when it is no
  /// username of the relay's or its time is over.
  @Nullable Caller claimed(String username, Instant wall) {
    return switch (RelayCredentials.verify(username, wall)) {
      case RelayCredentials.Verdict.Good(var subject) -> {
        Caller known = known(username);
        yield known == null ? new Caller(settings, username, subject) : known;
      }
      case RelayCredentials.Verdict.Refused() -> null;
    };
  }

  /// Who proved to have that username, lately; null when that is forgotten or never was.
  @Nullable Caller known(String username) {
    Caller last = proved[place(username)];
    return last != null && last.username().equals(username) ? last : null;
  }

  /// The integrity of a request held.
  void proved(Caller caller) {
    proved[place(caller.username())] = caller;
  }

  private int place(String username) {
    int mixed = (username.hashCode() ^ seed) * 0x9E3779B1;
    return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
  }
}
