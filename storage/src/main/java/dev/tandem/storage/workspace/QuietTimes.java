package dev.tandem.storage.workspace;

import java.time.LocalTime;

/// The hours in which programs text nobody, by the other side's clock.
///
/// @param until earlier than `from` when midnight lies between
public record QuietTimes(boolean on, LocalTime from, LocalTime until) {
  public QuietTimes {
    if (from.equals(until)) {
      throw new IllegalArgumentException("a night begins and ends at different times");
    }
  }
}
