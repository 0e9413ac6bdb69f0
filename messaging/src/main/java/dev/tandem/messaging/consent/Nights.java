package dev.tandem.messaging.consent;

import dev.tandem.messaging.text.NumberZones;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.workspace.QuietTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;

/// Whether it is night where a number was given out, by what a workspace takes for night. Pure:
/// time is an argument.
public final class Nights {
  private static final Duration FARTHEST = Duration.ofHours(6);

  /// Nights that are waited out for several people; who shares no hour of the day is not waited
  /// for.
  private static final int MAX_ROUNDS = 8;

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

  /// The same of several people: when it is day for all of them. Whose night is over may be in the
  /// next one when the last has woken, so the question is asked anew.
  public static Optional<Instant> over(
      QuietTimes times, Instant now, List<PhoneNumber> people, PhoneNumber ours) {
    Optional<Instant> until = Optional.empty();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Instant asked = until.orElse(now);
      Optional<Instant> last =
          people.stream()
              .flatMap(person -> over(times, asked, person, ours).stream())
              .max(Comparator.naturalOrder());
      if (last.isEmpty()) {
        return until;
      }
      until = last;
    }
    return until;
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
