package dev.tandem.messaging.consent;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/// The hours of the night in which nobody is texted by a program. Pure: the time and the zones that
/// a person may be in are arguments. It is night for a person when it is in any of those zones.
///
/// @param from when it begins, by the person's clock
/// @param until when it ends; earlier than `from` when midnight lies between
public record QuietHours(LocalTime from, LocalTime until) {
  /// What the United States ask of who sells by telephone (47 CFR 64.1200(c)(1)).
  public static final QuietHours USUAL = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

  private static final int MAX_STEPS = 64;

  public QuietHours {
    if (from.equals(until)) {
      throw new IllegalArgumentException("Quiet hours begin and end at different times");
    }
  }

  /// When the person may be texted, at the earliest: `now` when that is so already. Empty when no
  /// hour of the day is right in all zones, or no zone is known.
  public Optional<Instant> earliest(Instant now, List<ZoneId> zones) {
    if (zones.isEmpty()) {
      return Optional.empty();
    }
    Instant at = now;
    for (int step = 0; step < MAX_STEPS; step++) {
      Instant asked = at;
      Optional<ZoneId> asleep = zones.stream().filter(zone -> quiet(asked, zone)).findFirst();
      if (asleep.isEmpty()) {
        return Optional.of(at);
      }
      at = wakes(at, asleep.get());
    }
    return Optional.empty();
  }

  private boolean quiet(Instant at, ZoneId zone) {
    LocalTime time = at.atZone(zone).toLocalTime();
    return from.isBefore(until)
        ? !time.isBefore(from) && time.isBefore(until)
        : !time.isBefore(from) || time.isBefore(until);
  }

  private Instant wakes(Instant at, ZoneId zone) {
    ZonedDateTime local = at.atZone(zone);
    ZonedDateTime today = local.toLocalDate().atTime(until).atZone(zone);
    return (today.toInstant().isAfter(at)
            ? today
            : local.toLocalDate().plusDays(1).atTime(until).atZone(zone))
        .toInstant();
  }
}
