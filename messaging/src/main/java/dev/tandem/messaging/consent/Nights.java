package dev.tandem.messaging.consent;

import dev.tandem.messaging.text.NumberZones;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.workspace.QuietTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

/// Whether it is night where a number was given out, by what a workspace takes for night. Pure:
/// time is an argument.
public final class Nights {
  private static final Duration FARTHEST = Duration.ofHours(6);

  private Nights() {}

  /// When the night that the person has now is over; empty when they have none.
  ///
  /// Where the plan does not say where a number is, or it may be nearly anywhere (a toll-free one),
  /// the zones of our own number stand for it.
  public static Optional<Instant> over(
      QuietTimes times, Instant now, PhoneNumber person, PhoneNumber ours) {
    if (!times.on()) {
      return Optional.empty();
    }
    QuietHours hours = new QuietHours(times.from(), times.until());
    return hours
        .earliest(now, zones(person, now))
        .or(() -> hours.earliest(now, zones(ours, now)))
        .filter(now::isBefore);
  }

  /// None where their clocks are too far apart to say anything.
  private static List<ZoneId> zones(PhoneNumber number, Instant now) {
    List<ZoneId> zones = NumberZones.of(number).stream().map(ZoneId::of).toList();
    IntSummaryStatistics ahead =
        zones.stream()
            .mapToInt(zone -> zone.getRules().getOffset(now).getTotalSeconds())
            .summaryStatistics();
    boolean anywhere =
        !zones.isEmpty() && (long) ahead.getMax() - ahead.getMin() > FARTHEST.toSeconds();
    return anywhere ? List.of() : zones;
  }
}
